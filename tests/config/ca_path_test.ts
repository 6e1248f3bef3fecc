import assert from "node:assert/strict";
import { caCandidates, chooseCaPath } from "../../lib/config/ca_path.ts";

const MITMPROXY = "/home/mitmproxy/.mitmproxy/mitmproxy-ca.pem";

Deno.test("caCandidates() follows the order of the contract", () => {
  const rows: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{ EGRESS_CA: "/x/ca.pem", HOME: "/h", XDG_STATE_HOME: "/s" }, ["/x/ca.pem"]],
    [{ HOME: "/h", XDG_STATE_HOME: "/s" }, [MITMPROXY, "/s/egress/ca.pem"]],
    [{ HOME: "/h/", XDG_STATE_HOME: "relative" }, [MITMPROXY, "/h/.local/state/egress/ca.pem"]],
    [{ EGRESS_CA: "", HOME: "/" }, [MITMPROXY, "/.local/state/egress/ca.pem"]],
    [{}, [MITMPROXY]],
  ];
  for (const [env, paths] of rows) assert.deepEqual(caCandidates(env), paths);
});

Deno.test("chooseCaPath() takes the first that exists, else the last", async () => {
  const existing = (...paths: string[]) => (path: string) => Promise.resolve(paths.includes(path));
  assert.equal(await chooseCaPath(["/a", "/b"], existing("/a", "/b")), "/a");
  assert.equal(await chooseCaPath(["/a", "/b"], existing("/b")), "/b");
  assert.equal(await chooseCaPath(["/a", "/b"], existing()), "/b");
});

Deno.test("chooseCaPath() sees the file system, where only an absent file is absent", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/a`, "");
    assert.equal(await chooseCaPath([`${folder}/a`, "/b"]), `${folder}/a`);
    assert.equal(await chooseCaPath([`${folder}/none`, "/b"]), "/b");
    // A path through a file cannot be looked at: it must not count as absent, or it would be made anew.
    assert.equal(await chooseCaPath([`${folder}/a/b`, "/b"]), `${folder}/a/b`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
