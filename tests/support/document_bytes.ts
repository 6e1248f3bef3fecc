import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** A PDF of these streams, each deflated behind its dictionary; without a table of objects, as readers that mend take it. */
export function pdfBytes(
  streams: readonly { readonly data: Uint8Array; readonly dictionary?: string }[],
  lineEnd = "\r\n",
): Uint8Array {
  const objects = streams.map(({ data, dictionary = "" }, at) => {
    const packed = deflateSync(data);
    const head = `${
      at + 1
    } 0 obj\n<< /Filter /FlateDecode ${dictionary}/Length ${packed.length} >>\nstream${lineEnd}`;
    return Buffer.concat([Buffer.from(head), packed, Buffer.from("\nendstream\nendobj\n")]);
  });
  return Buffer.concat([Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"), ...objects]);
}

/** A chunk of a PNG. */
export function pngChunk(type: string, ...data: (string | Uint8Array)[]): Uint8Array {
  const content = Buffer.concat(
    [type, ...data].map((part) => typeof part === "string" ? Buffer.from(part, "latin1") : part),
  );
  const length = Buffer.alloc(4), checksum = Buffer.alloc(4);
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}

/** A PNG of these chunks between its first and its last. */
export function pngBytes(...chunks: readonly Uint8Array[]): Uint8Array {
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const first = pngChunk("IHDR", "\0\0\0\x01\0\0\0\x01\x08\0\0\0\0");
  return Buffer.concat([signature, first, ...chunks, pngChunk("IEND")]);
}
