import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { signFilter } from "../../../lib/scan/injection/sign_filter.ts";
import { signs } from "../../../lib/scan/injection/signs/index.ts";

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

Deno.test("signFilter() names the sign wherever its pattern matches", () => {
  const filter = signFilter(signs, [signs]);
  for (const { pattern, examples } of signs) {
    for (const text of [...examples.match, ...examples.miss]) {
      const bytes = bytesOf(text);
      for (let at = 0; at < text.length; at++) {
        pattern.lastIndex = at;
        if (!pattern.test(text)) continue;
        filter.refill();
        const ids = filter.candidates(0, bytes, at).map(({ pattern }) => pattern);
        assert.ok(ids.includes(pattern), text);
      }
    }
  }
});

Deno.test("signFilter() names no sign of which the second word is another, and all that may still come", () => {
  const override = signs.filter(({ id }) => id === "override-orders");
  const filter = signFilter(signs, [override]);
  assert.deepEqual(filter.candidates(0, bytesOf("ignore the rain"), 0), []);
  assert.deepEqual(filter.candidates(0, bytesOf("ignore all pro"), 0), override);
});

Deno.test("signFilter() names all signs of a group once so many states were made, until it is refilled", () => {
  const groups = signs.flatMap((one) => signs.map((other) => [one, other]));
  const filter = signFilter(signs, groups);
  const bytes = bytesOf("#");
  const named = groups.map((_, group) => filter.candidates(group, bytes, 0).length);
  assert.equal(named[0], 0);
  assert.equal(named.at(-1), 2);
  filter.refill();
  assert.deepEqual(filter.candidates(groups.length - 1, bytes, 0), []);
});

Deno.test("endOfWays() says where no way of a pattern leads on, and -1 while one may lead beyond the end", () => {
  const override = signs.find(({ id }) => id === "override-orders");
  assert.ok(override !== undefined);
  const filter = signFilter(signs, []);
  const end = (text: string): number => filter.endOfWays(override, bytesOf(text), 0);
  assert.equal(end("ignore the rain"), "ignore ".length);
  assert.equal(end("ignore all pro"), -1);
  assert.equal(end("ignore all pro".padEnd(40, "#")), "ignore all pro".length);
});

Deno.test("signFilter() begins anew once it holds as many states as it may, and says the same", () => {
  const texts = signs.flatMap(({ examples }) => examples.match).slice(0, 40);
  const answers = (mostStates: number): readonly unknown[] => {
    const filter = signFilter(signs, [signs], mostStates);
    return texts.flatMap((text) =>
      signs.slice(0, 4).map((sign) => {
        filter.refill();
        const bytes = bytesOf(text);
        return [filter.candidates(0, bytes, 0).length, filter.endOfWays(sign, bytes, 0)];
      })
    );
  };
  assert.deepEqual(answers(700), answers(8192));
});
