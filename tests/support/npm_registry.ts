import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { HttpHandler } from "./http_upstream.ts";

/**
 * A registry of npm packages, each of version 1.0.0 with the one module that exports its name. It
 * answers `/<name>`, a scoped name with its slash encoded as npm writes it, and the tarballs.
 */
export function npmRegistry(names: readonly string[]): HttpHandler {
  return (request, response) => {
    const url = request.url ?? "";
    const base = `https://${request.headers.host}`;
    for (const name of names) {
      const short = name.split("/").at(-1) ?? "";
      const tarball = `/${name}/-/${short}-1.0.0.tgz`;
      if (url === tarball) {
        response.setHeader("content-type", "application/octet-stream");
        return void response.end(packageTarball(name));
      }
      if (url === `/${name.replace("/", "%2f")}`) {
        const bytes = packageTarball(name);
        const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
        const version = { name, version: "1.0.0", dist: { tarball: base + tarball, integrity } };
        response.setHeader("content-type", "application/json");
        const tags = { latest: "1.0.0" };
        return void response.end(
          JSON.stringify({ name, "dist-tags": tags, versions: { "1.0.0": version } }),
        );
      }
    }
    response.writeHead(404, { "content-type": "application/json" });
    response.end("{}");
  };
}

function packageTarball(name: string): Buffer {
  const manifest = JSON.stringify({ name, version: "1.0.0", main: "index.js" });
  const module = `module.exports = ${JSON.stringify(name)};\n`;
  return gzipSync(Buffer.concat([
    tarEntry("package/package.json", manifest),
    tarEntry("package/index.js", module),
    Buffer.alloc(1024),
  ]));
}

/** One file of a tar archive (POSIX ustar): a header block, and the content filled up to blocks. */
function tarEntry(path: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  header.write(path, 0, "latin1");
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(Buffer.byteLength(content), 124, 12);
  octal(0, 136, 12);
  header.write("        0", 148, "latin1");
  header.write("ustar\0" + "00", 257, "latin1");
  octal(header.reduce((sum, byte) => sum + byte, 0), 148, 7);
  const blocks = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  blocks.write(content);
  return Buffer.concat([header, blocks]);
}
