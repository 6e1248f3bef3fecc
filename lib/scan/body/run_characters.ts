/**
 * 1 for the codes of characters that a run of letters, digits and signs holds, such as a token: printable
 * ASCII but quotes, brackets, commas, semicolons and backslashes. No spaces, nothing beyond ASCII.
 */
export const RUN_CHARACTERS: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, code) =>
    code > 0x20 && code < 0x7f && !"\"'`\\<>(){}[],;".includes(String.fromCharCode(code)) ? 1 : 0,
);
