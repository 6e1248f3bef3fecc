import { Buffer } from "node:buffer";
import { limits } from "../limits.ts";
import { latin1Text } from "./latin1.ts";

/** What the first records of a TLS connection say about the server's name. */
export type ServerName =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "absent" }
  | { readonly kind: "incomplete" }
  | { readonly kind: "bad" };

const ABSENT: ServerName = { kind: "absent" };
const INCOMPLETE: ServerName = { kind: "incomplete" };
const BAD: ServerName = { kind: "bad" };

/**
 * The name in the server_name extension (RFC 6066 section 3) of the ClientHello at the beginning of
 * `bytes`, raw, as it stood there: visible ASCII, 1 to 255 characters, not yet normalised.
 *
 * `incomplete`: call again with more bytes. `bad`: this is no ClientHello, a length does not fit, an
 * extension or a name is there twice, or it has more than `limits.clientHelloBytes`. Bytes behind the
 * ClientHello are not looked at.
 */
export function clientHelloServerName(bytes: Uint8Array): ServerName {
  const message = handshakeBytes(bytes);
  return message instanceof Uint8Array ? readClientHello(message) : message;
}

// record (RFC 8446 section 5.1)          handshake message (section 4)
// ┌────┬───────┬────────┬──────────┐     ┌───┬────────┬────────────────────────┐
// │ 22 │ 3 x   │ length │ fragment │     │ 1 │ length │ ClientHello            │
// └────┴───────┴────────┴──────────┘     └───┴────────┴────────────────────────┘
//   1     2        2       1..2^14         1     3      over one or more fragments
const RECORD_HEADER = 5;
const MESSAGE_HEADER = 4;
const MOST_RECORD_BYTES = 2 ** 14;

/** The body of the first handshake message, its fragments joined. */
function handshakeBytes(bytes: Uint8Array): Uint8Array | ServerName {
  const fragments: Uint8Array[] = [];
  let have = 0;
  for (let at = 0;;) {
    const [type, major, , high, low] = bytes.subarray(at, at + RECORD_HEADER);
    if (type !== undefined && type !== 22) return BAD;
    if (major !== undefined && major !== 3) return BAD;
    if (high === undefined || low === undefined) return INCOMPLETE;
    const length = high * 256 + low;
    if (length === 0 || length > MOST_RECORD_BYTES) return BAD;
    const fragment = bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length);
    fragments.push(fragment);
    have += fragment.length;
    const message = fragments.length === 1 ? fragment : Buffer.concat(fragments);
    const needed = messageLength(message);
    if (needed === undefined) return BAD;
    if (have >= needed) return message.subarray(MESSAGE_HEADER, needed);
    if (fragment.length < length) return INCOMPLETE;
    at += RECORD_HEADER + length;
  }
}

/** How many bytes the message will have with its header, Infinity if not known yet, undefined if bad. */
function messageLength(message: Uint8Array): number | undefined {
  const [type, high, middle, low] = message;
  if (type !== undefined && type !== 1) return undefined;
  if (high === undefined || middle === undefined || low === undefined) return Infinity;
  const length = MESSAGE_HEADER + high * 65536 + middle * 256 + low;
  return length > limits.clientHelloBytes ? undefined : length;
}

// ClientHello (RFC 8446 section 4.1.2): version 2, random 32, session id <0..32>, cipher suites
// <2..2^16-2>, compression methods <1..2^8-1>, and (not before TLS 1.2) extensions <0..2^16-1>.
function readClientHello(message: Uint8Array): ServerName {
  const hello = createReader(message);
  hello.skip(34);
  const sessionId = hello.vector(1);
  const cipherSuites = hello.vector(2);
  const compressionMethods = hello.vector(1);
  if (hello.failed) return BAD;
  if (sessionId.length > 32 || compressionMethods.length === 0) return BAD;
  if (cipherSuites.length === 0 || cipherSuites.length % 2 === 1) return BAD;
  if (hello.atEnd) return ABSENT;
  const extensions = hello.vector(2);
  if (hello.failed || !hello.atEnd) return BAD;
  return readExtensions(extensions);
}

function readExtensions(bytes: Uint8Array): ServerName {
  const extensions = createReader(bytes);
  let found: ServerName | undefined;
  while (!extensions.atEnd) {
    const type = extensions.number(2);
    const data = extensions.vector(2);
    if (extensions.failed) return BAD;
    if (type !== 0) continue;
    // RFC 8446 section 4.2: no extension twice.
    if (found !== undefined) return BAD;
    found = readServerNames(data);
  }
  return found ?? ABSENT;
}

// RFC 6066 section 3: a list of at least one name, at most one of each type, and the only type that
// was ever defined is 0, host_name. So it is exactly one.
function readServerNames(bytes: Uint8Array): ServerName {
  const extension = createReader(bytes);
  const names = createReader(extension.vector(2));
  const type = names.number(1);
  const name = names.vector(2);
  if (extension.failed || names.failed || !extension.atEnd || !names.atEnd) return BAD;
  if (type !== 0 || name.length === 0 || name.length > 255) return BAD;
  const text = latin1Text(name);
  return /^[\x21-\x7e]+$/.test(text) ? { kind: "name", name: text } : BAD;
}

/** Reads big-endian numbers and vectors. A read beyond the end sets `failed` and gives 0 or nothing. */
function createReader(bytes: Uint8Array) {
  let at = 0;
  let failed = false;
  function take(length: number): Uint8Array {
    if (length > bytes.length - at) failed = true;
    const taken = failed ? bytes.subarray(0, 0) : bytes.subarray(at, at + length);
    at += taken.length;
    return taken;
  }
  function number(width: number): number {
    return take(width).reduce((value, byte) => value * 256 + byte, 0);
  }
  return {
    skip: (length: number): void => void take(length),
    number,
    vector: (width: number): Uint8Array => take(number(width)),
    get failed() {
      return failed;
    },
    get atEnd() {
      return failed || at === bytes.length;
    },
  };
}
