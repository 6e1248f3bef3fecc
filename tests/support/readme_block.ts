/** The code block of README.md in this language that has this text, of which there must be one. */
export async function readmeBlock(language: string, text: string): Promise<string> {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))]
    .map(([, block = ""]) => block).filter((block) => block.includes(text));
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) {
    throw new Error(`README.md has ${blocks.length} blocks of ${language} with "${text}"`);
  }
  return block;
}
