/** The frames behind a WebSocket's handshake as their receiver reads them, the last one as far as it came. */
export function webSocketFrames(received: string): { opcode: number; payload: string }[] {
  // Other requests may have come before it on the same connection.
  const handshake = received.search(/\r\nupgrade: *websocket/i);
  const end = received.indexOf("\r\n\r\n", handshake);
  if (handshake < 0 || end < 0) return [];
  const frames: { opcode: number; payload: string }[] = [];
  let at = end + 4;
  const byte = (index: number) => received.charCodeAt(index);
  while (at + 2 <= received.length) {
    let length = byte(at + 1) & 0x7f;
    let next = at + 2;
    const extra = length === 126 ? 2 : length === 127 ? 8 : 0;
    if (extra > 0) length = 0;
    for (let i = 0; i < extra; i++) length = length * 256 + byte(next++);
    const masked = (byte(at + 1) & 0x80) !== 0;
    const mask = masked ? [0, 1, 2, 3].map((i) => byte(next + i)) : [0, 0, 0, 0];
    if (masked) next += 4;
    let payload = "";
    for (let i = 0; i < length && next + i < received.length; i++) {
      payload += String.fromCharCode(byte(next + i) ^ (mask[i % 4] ?? 0));
    }
    frames.push({ opcode: byte(at) & 0x0f, payload });
    at = next + length;
  }
  return frames;
}
