import type { ProofRow, Section } from "./section.ts";

/** Whether everything was as it must be. */
export function holds({ rows, failures }: Section): boolean {
  return failures.length === 0 && rows.every(({ through }) => through === 0);
}

/** A section as Markdown: a table of what was tried and what got through, failures, figures. */
export function report(section: Section): string {
  const { title, rows, failures, figures = [] } = section;
  const total: ProofRow = {
    name: "**all**",
    tried: sum(rows, ({ tried }) => tried),
    through: sum(rows, ({ through }) => through),
  };
  return [
    `## ${title}`,
    "",
    "| what | tried | through | remark |",
    "| --- | ---: | ---: | --- |",
    ...[...rows, total].map(line),
    "",
    ...(failures.length > 0 ? ["Failures:", "", ...failures.map((text) => `- ${text}`), ""] : []),
    ...figures.flatMap((text) => [text, ""]),
  ].join("\n");
}

function line({ name, tried, through, note = "" }: ProofRow): string {
  return `| ${cell(name)} | ${tried} | ${through} | ${cell(note)} |`;
}

/** Whatever would end a cell of the table, or the row. */
function cell(text: string): string {
  return text.replaceAll("\n", " ").replaceAll("|", "\\|");
}

function sum(rows: readonly ProofRow[], of: (row: ProofRow) => number): number {
  return rows.reduce((before, row) => before + of(row), 0);
}
