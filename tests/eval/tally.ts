/** How one class of a corpus was judged. */
export interface Tally {
  readonly class: string;
  readonly expect: boolean;
  readonly lines: number;
  readonly flagged: number;
}

/** Counts by class (and by what was expected, where a class holds both) in order of first appearance. */
export function tally(
  judged: readonly { class: string; expect: boolean; flagged: boolean }[],
): Tally[] {
  const counts = new Map<
    string,
    { class: string; expect: boolean; lines: number; flagged: number }
  >();
  for (const { class: name, expect, flagged } of judged) {
    const key = `${expect} ${name}`;
    const count = counts.get(key) ?? { class: name, expect, lines: 0, flagged: 0 };
    count.lines++;
    if (flagged) count.flagged++;
    counts.set(key, count);
  }
  return [...counts.values()];
}

/** A table in which credentials have their recall and everything else its false alarms, in per cent. */
export function tallyTable(rows: readonly Tally[]): string {
  const total = (expect: boolean): Tally => {
    const of = rows.filter((row) => row.expect === expect);
    const sum = (pick: (row: Tally) => number) => of.reduce((all, row) => all + pick(row), 0);
    return { class: "all", expect, lines: sum((r) => r.lines), flagged: sum((r) => r.flagged) };
  };
  const line = (row: Tally) => {
    const percent = row.lines === 0 ? 0 : (100 * row.flagged) / row.lines;
    const what = row.expect ? "recall" : "false alarms";
    return `${row.class.padEnd(24)} ${String(row.lines).padStart(7)}  ${what.padEnd(12)} ${
      percent.toFixed(2).padStart(7)
    } %`;
  };
  const sections = [true, false].map((expect) => {
    const of = rows.filter((row) => row.expect === expect);
    return of.length === 0 ? [] : [...of, total(expect)].map(line);
  });
  return sections.flat().join("\n");
}
