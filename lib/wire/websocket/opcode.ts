/** The opcodes of RFC 6455 section 5.2; all others are reserved. From 8 on they are control frames. */
export const opcode = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

export type Opcode = (typeof opcode)[keyof typeof opcode];
