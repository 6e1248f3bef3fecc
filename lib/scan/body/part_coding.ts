/**
 * The transfer coding of a part by the values of all its `Content-Transfer-Encoding` fields, in lower case. A
 * reader may take any of them and see through quotes and comments, so whichever of them names a coding that
 * hides text counts; quoted-printable first, since runs of base64 are found in any text.
 */
export function partCoding(values: readonly string[]): string {
  const all = values.join(" ").toLowerCase();
  return ["quoted-printable", "base64"].find((coding) => all.includes(coding)) ??
    (values[0] ?? "").toLowerCase();
}
