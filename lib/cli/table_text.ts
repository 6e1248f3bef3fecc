/**
 * Rows as text in columns, the first row being the heads. A cell may have several lines; the last
 * column is as wide as it likes.
 */
export function tableText(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.split("\n")));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, column) => Math.max(...cells.flatMap((row) => (row[column] ?? []).map(lengthOf))),
  );
  return cells.flatMap((row) => {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    return Array.from(
      { length: height },
      (_, line) =>
        widths.map((width, column) => (row[column]?.[line] ?? "").padEnd(width)).join("  ")
          .trimEnd(),
    );
  }).join("\n");
}

const lengthOf = (text: string) => text.length;
