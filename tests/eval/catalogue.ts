import type { Rule } from "../../lib/scan/rule.ts";

/** The rows of one file, under the file's name in words. */
export interface RuleFile {
  /** `git_hosts`, without folder and ending. */
  readonly name: string;
  readonly rules: readonly Rule[];
}

/**
 * The catalogue of rules as Markdown: a section for each file, a line for each row. Run as a script it
 * writes `lib/scan/CATALOGUE.md`; `catalogue_test.ts` compares that file with the rows.
 */
export function catalogue(files: readonly RuleFile[]): string {
  const count = files.reduce((sum, file) => sum + file.rules.length, 0);
  const contextual = files.flatMap((file) => file.rules)
    .filter((rule) => rule.shape === "contextual").length;
  return [
    "# The rules of `token_patterns`",
    "",
    // Paragraphs of one short line each, which the formatter has no reason to wrap anew.
    `${count} rows: ${count - contextual} know a credential by a shape of its own.`,
    "",
    `${contextual} rows, marked with \`*\`, know one by the words beside it.`,
    "",
    "Made from the rows. After a change run",
    "",
    "```sh",
    "deno run --allow-read --allow-write=lib/scan/CATALOGUE.md tests/eval/catalogue.ts",
    "```",
    "",
    ...files.flatMap(section),
  ].join("\n");
}

function section({ name, rules }: RuleFile): readonly string[] {
  return [
    `## ${name}.ts`,
    "",
    ...rules.map(({ id, kind, shape }) =>
      `- \`${id}\`${shape === "contextual" ? " \\*" : ""}: ${kind}`
    ),
    "",
  ];
}

/** Every file of `lib/scan/rules` with its rows, by name; `index.ts` puts them together. */
export async function ruleFiles(): Promise<readonly RuleFile[]> {
  const folder = new URL("../../lib/scan/rules/", import.meta.url);
  const names = [...Deno.readDirSync(folder)]
    .filter(({ name, isFile }) => isFile && name !== "index.ts")
    .map(({ name }) => name.replace(/\.ts$/, "")).sort();
  return await Promise.all(names.map(async (name) => {
    const exports: Record<string, unknown> = await import(new URL(`${name}.ts`, folder).href);
    const rules = Object.values(exports).flat().filter(isRule);
    return { name, rules };
  }));
}

function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && "id" in value && "pattern" in value;
}

if (import.meta.main) {
  const file = new URL("../../lib/scan/CATALOGUE.md", import.meta.url);
  Deno.writeTextFileSync(file, catalogue(await ruleFiles()));
}
