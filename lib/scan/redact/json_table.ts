/**
 * The grammar of JSON (RFC 8259) byte by byte: `JSON_TABLE[state << 8 | byte]` is the next state, or one
 * of the actions below where brackets must be counted. 0 is no JSON. Bytes beyond ASCII may stand in
 * strings and are not looked at.
 */
export const JSON_TABLE: Uint8Array = new Uint8Array(64 << 8);

/** What a bracket or a comma does; all other numbers are states. */
export const JSON_ACTIONS = {
  openArray: 64,
  openObject: 65,
  closeArray: 66,
  closeObject: 67,
  comma: 68,
} as const;

const names: string[] = ["error"];

/** The number of a state. */
export function jsonState(name: string): number {
  const known = names.indexOf(name);
  return known >= 0 ? known : names.push(name) - 1;
}

function on(states: string, characters: RegExp, next: string | number): void {
  for (const state of states.split(" ")) {
    const row = jsonState(state) << 8;
    for (let code = 0; code < 256; code++) {
      if (!characters.test(String.fromCharCode(code))) continue;
      JSON_TABLE[row | code] = typeof next === "string" ? jsonState(next) : next;
    }
  }
}

const BEFORE_VALUE = "value firstValue";
const BEFORE_KEY = "key firstKey";
const NUMBER_ENDS = "zero integer fraction power";

for (const state of [...BEFORE_VALUE.split(" "), ...BEFORE_KEY.split(" "), "colon", "after"]) {
  on(state, /[ \t\n\r]/, state);
}
on(NUMBER_ENDS, /[ \t\n\r]/, "after");

on(BEFORE_VALUE, /\[/, JSON_ACTIONS.openArray);
on(BEFORE_VALUE, /\{/, JSON_ACTIONS.openObject);
on(`firstValue after ${NUMBER_ENDS}`, /\]/, JSON_ACTIONS.closeArray);
on(`firstKey after ${NUMBER_ENDS}`, /\}/, JSON_ACTIONS.closeObject);
on(`after ${NUMBER_ENDS}`, /,/, JSON_ACTIONS.comma);
on("colon", /:/, "value");

on(BEFORE_VALUE, /"/, "string");
on(BEFORE_KEY, /"/, "name");
for (const [string, behind] of [["string", "after"], ["name", "colon"]] as const) {
  on(string, /[ !#-[\]-\xff]/, string);
  on(string, /"/, behind);
  on(string, /\\/, `${string}\\`);
  on(`${string}\\`, /["\\/bfnrt]/, string);
  on(`${string}\\`, /u/, `${string}\\u`);
  on(`${string}\\u`, /[0-9a-fA-F]/, `${string}\\u0`);
  on(`${string}\\u0`, /[0-9a-fA-F]/, `${string}\\u00`);
  on(`${string}\\u00`, /[0-9a-fA-F]/, `${string}\\u000`);
  on(`${string}\\u000`, /[0-9a-fA-F]/, string);
}

on(BEFORE_VALUE, /-/, "minus");
on(`minus ${BEFORE_VALUE}`, /0/, "zero");
on(`minus ${BEFORE_VALUE}`, /[1-9]/, "integer");
on("integer", /[0-9]/, "integer");
on("zero integer", /\./, "point");
on("point fraction", /[0-9]/, "fraction");
on("zero integer fraction", /[eE]/, "exponent");
on("exponent", /[+-]/, "sign");
on("exponent sign power", /[0-9]/, "power");

for (const word of ["true", "false", "null"]) {
  for (let i = 0; i < word.length; i++) {
    const before = i === 0 ? BEFORE_VALUE : word.slice(0, i);
    on(before, new RegExp(word.charAt(i)), i === word.length - 1 ? "after" : word.slice(0, i + 1));
  }
}
