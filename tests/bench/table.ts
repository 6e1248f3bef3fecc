/**
 * A table in Markdown, its columns padded so that it reads well as plain text too.
 *
 * @param words how many of the first columns are words; the others are numbers
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  words = 1,
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length))
  );
  const cell = (text: string, width: number, column: number) =>
    column < words ? text.padEnd(width) : text.padStart(width);
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => cell(cells[column] ?? "", width, column)).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column < words ? "-".repeat(width) : `${"-".repeat(width - 1)}:`
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
