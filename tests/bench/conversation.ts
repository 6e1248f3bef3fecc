/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words with the frequency that words about credentials have in documentation and source: "token" 300 times a MB, "key" 900. */
const PROSE = `
the of and to in is that it for as with on be this by are from at or an have not which can we you if will but
they all when then there also use using one each other more only into than so these no time may should would could
first new because value function error file line test code change request response server client message list
string number object class type return call default option path name user data state event config field index
build module import export async await stream buffer cache retry timeout limit review explain refactor however
therefore implementation configuration directory process package version variable method argument parameter result
output input system program example section following information available support standard library thread memory
pointer address register table column query database row record page document element attribute style color window
screen button action handler listener callback promise future task worker queue stack heap tree graph node edge
vertex matrix vector array length size width height depth level count total sum average minimum maximum range step
loop iteration condition branch expression statement block scope closure lambda generator iterator collection set map
hash bucket collision resize growth shrink compact merge split sort search filter reduce fold scan parse format print
read write open close lock unlock wait signal notify broadcast publish subscribe connect disconnect bind listen accept
reject allow deny grant revoke check verify validate assert expect ensure require provide supply demand offer promise
deliver receive send forward redirect proxy gateway router switch bridge tunnel channel pipe socket port host domain
zone region cluster shard replica primary secondary backup restore snapshot archive compress expand encode decode
key authentication password monkey keyboard accessible
`.trim().split(/\s+/);
const NAMES = `
userId config.retryLimit getElementById parseRequest response.status handleError buildIndex this.cache
options.timeout Map<string,number> process.env.HOME console.log JSON.stringify Array.from Object.keys document.body
req.headers res.json fs.readFile path.join os.environ self.assertEqual np.zeros df.groupby std::vector fmt.Println
ctx.Done t.Run useState useEffect props.children styles.container moduleNameMapper createServer maxTokens accessToken
`.trim().split(/\s+/);
const CODE = [
  "const {n} = await {n}({w}, { {w}: {d} });",
  "if ({n} === undefined) throw new Error(`Cannot {w} {w}: ${{n}}`);",
  "  return {n}.map(({w}) => {w}.{w} + {d});",
  "export function {w}({w}: string): Promise<{w}> {",
  "// {w} {w} {w} the {w} so that {w} {w}",
  'import { {n} } from "../{w}/{w}_{w}.ts";',
  "    self.{w} = {n}({w}={d}, {w}='{w}')",
  "commit {h40} {w} {w}",
  '"{w}": "^{d}.{d}.{d}",',
];

/** A request to an LLM of about `bytes` bytes: prose, code, tool calls and results, ids, hashes, signatures; no secret. */
export function conversation(bytes: number, seed = 1): string {
  const random = seeded(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  const chars = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
  const hex = (length: number): string => chars("0123456789abcdef", length);
  const id = (length: number): string =>
    chars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);
  const base64 = (length: number): string =>
    chars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", length);
  const sentence = (): string => {
    const words = Array.from({ length: 6 + Math.floor(random() * 14) }, () => pick(PROSE));
    return `${words.join(" ")}. `;
  };
  const line = (): string =>
    pick(CODE).replace(
      /\{(w|n|d|h40)\}/g,
      (_, kind) =>
        kind === "w"
          ? pick(PROSE)
          : kind === "n"
          ? pick(NAMES)
          : kind === "d"
          ? String(Math.floor(random() * 20))
          : hex(40),
    );
  const text = (): string => {
    const prose = Array.from({ length: 2 + Math.floor(random() * 5) }, sentence).join("");
    if (random() < 0.5) return prose;
    return `${prose}\n\`\`\`ts\n${Array.from({ length: 20 }, line).join("\n")}\n\`\`\``;
  };
  const messages: unknown[] = [];
  for (let size = 0; size < bytes;) {
    const content = [
      { type: "thinking", thinking: text(), signature: base64(200 + Math.floor(random() * 400)) },
      { type: "text", text: text() },
      {
        type: "tool_use",
        id: `toolu_${id(24)}`,
        name: "read_file",
        input: { path: `lib/${pick(PROSE)}.ts` },
      },
      { type: "tool_result", tool_use_id: `toolu_${id(24)}`, content: text() },
    ];
    const message = { role: random() < 0.5 ? "user" : "assistant", content };
    size += JSON.stringify(message).length;
    messages.push(message);
  }
  return JSON.stringify({ model: "claude-sonnet-4-5", max_tokens: 8192, messages }).slice(0, bytes);
}
