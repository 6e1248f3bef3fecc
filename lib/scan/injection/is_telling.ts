/**
 * Whether the character that begins at `at` is beyond ASCII and can change what is read. `C2` leads signs of
 * Latin-1 (and the soft hyphen), `E2` punctuation and symbols (and zero-width, bidirectional, superscript and
 * circled characters), `F0 9F` emoji (and squared letters), `EF B8 8F` is what makes a sign an emoji.
 */
export function isTelling(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] as number;
  if (byte < 0xc2) return false;
  const next = bytes[at + 1] ?? 0;
  const last = bytes[at + 2] ?? 0;
  const isQuiet = byte === 0xc2
    ? next !== 0xad
    : byte === 0xe2
    ? next === 0x80
      ? last < 0x8b || (last > 0x8f && last < 0xaa) || last > 0xae
      : next !== 0x81 && (next < 0x91 || next > 0x93)
    : byte === 0xf0
    ? next === 0x9f && (last < 0x84 || last > 0x87)
    : byte === 0xef && next === 0xb8 && last === 0x8f;
  return !isQuiet;
}
