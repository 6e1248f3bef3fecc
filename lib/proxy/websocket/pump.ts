import type { Message } from "../../wire/websocket/message.ts";
import type { Side } from "./side.ts";

/** How one way of a WebSocket came to its end. */
export type PumpEnd =
  /** The close frame of that side was passed on. */
  | { readonly kind: "closed"; readonly by: Side }
  /** That side has gone without one. */
  | { readonly kind: "left"; readonly who: Side };

/**
 * Brings messages from one side to the other, each after its verdict, and reads no faster than the other
 * side takes them.
 *
 * @param judge throws where a message must not go on; those before it do
 * @throws what `judge` throws, and WebSocketError where `from` breaks the protocol
 */
export async function pump(
  from: Side,
  to: Side,
  judge: (message: Message) => Promise<void>,
): Promise<PumpEnd> {
  while (true) {
    let message = from.next();
    while (message !== undefined) {
      await judge(message);
      const full = to.take(message);
      if (message.kind === "close") {
        return await to.flush() ? { kind: "closed", by: from } : { kind: "left", who: to };
      }
      message = from.next();
      if (!full && message !== undefined) continue;
      const well = await unlessLeft(from, to.flush());
      if (well !== true) return { kind: "left", who: well === false ? to : from };
    }
    if (!await from.receive()) return { kind: "left", who: from };
  }
}

/**
 * Waits for a write, but not for that of an agent that has left: its upstream is to be closed at once. What
 * an upstream sent before it left is still brought to the agent.
 */
async function unlessLeft(from: Side, write: Promise<boolean>): Promise<boolean | "left"> {
  if (from.peer === "server") return await write;
  return await Promise.race([write, from.left().then(() => "left" as const)]);
}
