/**
 * The lines of a file, one after the other, in as much memory as the longest may have; undefined for one
 * that is longer than `mostChars`.
 */
export async function* linesOf(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  mostChars: number,
): AsyncGenerator<string | undefined, void, void> {
  let rest = "";
  let tooLong = false;
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const [first = "", ...others] = text.split("\n");
    rest += first;
    for (const next of others) {
      yield tooLong || rest.length > mostChars ? undefined : rest;
      tooLong = false;
      rest = next;
    }
    if (rest.length <= mostChars) continue;
    tooLong = true;
    rest = "";
  }
  if (rest !== "" || tooLong) yield tooLong ? undefined : rest;
}
