/** Bytes to lines of UTF-8 text, without their ends. */
export function textLines(): TransformStream<Uint8Array, string> {
  const decoder = new TextDecoder();
  let held = "";
  return new TransformStream({
    transform(bytes, controller) {
      const lines = (held + decoder.decode(bytes, { stream: true })).split("\n");
      held = lines.pop() ?? "";
      for (const line of lines) controller.enqueue(line);
    },
    flush(controller) {
      if (held !== "") controller.enqueue(held);
    },
  });
}
