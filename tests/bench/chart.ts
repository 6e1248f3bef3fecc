import { type Figures, OWN, type Summary } from "./summarise.ts";
import { megabytes, processorWords, rateWords, rounded } from "./words.ts";

const WIDTH = 880;
const MARGIN = 20;
const HEAD = 82;
const COLUMNS = 2;
const GAP = 40;
const PANEL = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
const NAME = 74;
const BAR = 14;
const ROW = 34;
const TITLE = 26;

/** Both schemes have a background of their own, so that a page of either colour may show it. */
const STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 13px }
.main { font-weight: 600; font-size: 16px }
.small { font-size: 11px; fill: #59636e }
.page { fill: #ffffff }
.rail { fill: #eaeef2 }
.bar { fill: #8c959f }
.own { fill: #0969da }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #9198a1 }
  .page { fill: #0d1117 }
  .rail { fill: #21262d }
  .bar { fill: #6e7681 }
  .own { fill: #4493f8 }
}`;

const NOTE =
  "egress reads all of it, mitmproxy runs an addon that reads for the same, squid reads nothing; CPU is for one of what is counted, memory the peak";

/**
 * The comparison as an SVG picture: a panel for each measurement, a bar for each peer's rate, as long
 * as its share of the best peer's. The direct way, which would dwarf them, is words beside the title.
 *
 * @param about a line below the heading: when, where
 */
export function chart(summaries: readonly Summary[], about: string): string {
  const panels = summaries.map((summary) => ({
    summary,
    peers: summary.figures.filter(({ name }) => name !== "direct"),
  }));
  const most = Math.max(0, ...panels.map(({ peers }) => peers.length));
  const panelHeight = TITLE + most * ROW + 18;
  const height = HEAD + Math.ceil(panels.length / COLUMNS) * panelHeight + MARGIN;
  const drawn = panels.map(({ summary, peers }, i) => {
    const x = MARGIN + (i % COLUMNS) * (PANEL + GAP);
    const y = HEAD + Math.floor(i / COLUMNS) * panelHeight;
    return `<g transform="translate(${x} ${y})">\n${panel(summary, peers)}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="The same work through each proxy">
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${height}" rx="6"/>
${text(MARGIN, 28, "main", "The same work through each proxy: longer is faster")}
${text(MARGIN, 46, "small", about)}
${text(MARGIN, 62, "small", NOTE)}
${drawn.join("\n")}
</svg>
`;
}

function panel({ title, unit, figures }: Summary, peers: readonly Figures[]): string {
  const best = Math.max(1e-9, ...peers.map(({ rate }) => rate ?? 0));
  const direct = figures.find(({ name }) => name === "direct");
  const lines = [text(0, 14, "title", title)];
  if (direct) lines.push(text(PANEL, 14, "small", `direct ${rateWords(direct.rate, unit)}`, "end"));
  for (const [i, peer] of peers.entries()) {
    const y = TITLE + i * ROW;
    const width = (PANEL - NAME) * (peer.rate ?? 0) / best;
    lines.push(
      text(0, y + 11, "", peer.name),
      bar("rail", y, PANEL - NAME),
      bar(peer.name === OWN ? "own" : "bar", y, width),
      text(NAME, y + BAR + 12, "small", words(peer, unit)),
    );
  }
  return lines.join("\n");
}

function words(peer: Figures, unit: Summary["unit"]): string {
  return [
    rateWords(peer.rate, unit),
    peer.p99Ms === null ? "" : `p99 ${rounded(peer.p99Ms)} ms`,
    peer.processorUs === null ? "" : `CPU ${processorWords(peer.processorUs)}`,
    megabytes(peer.peakBytes),
  ].filter((part) => part !== "").join(" · ");
}

function bar(kind: string, y: number, width: number): string {
  return `<rect class="${kind}" x="${NAME}" y="${y}" width="${
    width.toFixed(1)
  }" height="${BAR}" rx="2"/>`;
}

function text(x: number, y: number, kind: string, content: string, anchor = "start"): string {
  const of = kind === "" ? "" : ` class="${kind}"`;
  return `<text x="${x}" y="${y}"${of} text-anchor="${anchor}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
