/** One quantity over time. */
export interface Curve {
  readonly name: string;
  readonly unit: string;
  /** One for each second. */
  readonly values: readonly number[];
}

const WIDTH = 900;
const HEIGHT = 180;
const LEFT = 70;
const GAP = 40;

/** The curves below each other as an SVG text, each with its highest and last value; thirds are marked. */
export function curvesSvg(title: string, curves: readonly Curve[]): string {
  const height = 50 + curves.length * (HEIGHT + GAP);
  const parts = curves.map((curve, at) => panel(curve, 50 + at * (HEIGHT + GAP)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LEFT + WIDTH + 20}" height="${height}" ` +
    `font-family="sans-serif" font-size="13">`,
    '<rect width="100%" height="100%" fill="white"/>',
    `<text x="${LEFT}" y="24" font-size="16">${escaped(title)}</text>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function panel({ name, unit, values }: Curve, top: number): string {
  const most = Math.max(1e-9, ...values);
  const x = (at: number) => LEFT + WIDTH * at / Math.max(1, values.length - 1);
  const y = (value: number) => top + HEIGHT * (1 - value / most);
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const thirds = [1, 2].map((third) => {
    const at = (LEFT + WIDTH * third / 3).toFixed(1);
    return `<line x1="${at}" x2="${at}" y1="${top}" y2="${
      top + HEIGHT
    }" stroke="#ccc" stroke-dasharray="4"/>`;
  });
  const last = values.at(-1) ?? 0;
  const label = `${name}: at most ${rounded(most)} ${unit}, ${rounded(last)} at the end`;
  return [
    ...thirds,
    `<line x1="${LEFT}" x2="${LEFT + WIDTH}" y1="${top + HEIGHT}" y2="${
      top + HEIGHT
    }" stroke="#888"/>`,
    `<text x="${LEFT}" y="${top - 6}">${escaped(label)}</text>`,
    `<text x="${LEFT - 8}" y="${top + 10}" text-anchor="end">${rounded(most)}</text>`,
    `<text x="${LEFT - 8}" y="${top + HEIGHT}" text-anchor="end">0</text>`,
    `<text x="${LEFT + WIDTH}" y="${
      top + HEIGHT + 16
    }" text-anchor="end">${values.length} s</text>`,
    `<polyline points="${points}" fill="none" stroke="#1f6fb2" stroke-width="1.5"/>`,
  ].join("\n");
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
