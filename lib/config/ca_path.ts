/** What mitmproxy wrote in the image that this sidecar takes the place of. */
const MITMPROXY_PATH = "/home/mitmproxy/.mitmproxy/mitmproxy-ca.pem";

/** The places of the authority's PEM, best first; where none exists, it is made at the last one. */
export function caCandidates(env: Readonly<Record<string, string>>): readonly string[] {
  const chosen = env.EGRESS_CA ?? "";
  if (chosen !== "") return [chosen];
  // The XDG base directory specification: a relative path is to be ignored.
  const state = env.XDG_STATE_HOME ?? "";
  if (state.startsWith("/")) return [MITMPROXY_PATH, `${state}/egress/ca.pem`];
  const home = env.HOME ?? "";
  if (home === "") return [MITMPROXY_PATH];
  return [MITMPROXY_PATH, `${home.replace(/\/+$/, "")}/.local/state/egress/ca.pem`];
}

/** The first candidate that exists, else the last. */
export async function chooseCaPath(
  candidates: readonly string[],
  exists: (path: string) => Promise<boolean> = fileExists,
): Promise<string> {
  for (const path of candidates) {
    if (await exists(path)) return path;
  }
  return candidates.at(-1) ?? MITMPROXY_PATH;
}

/** Only a file that is surely absent is absent: one that may not be looked at must not be replaced. */
async function fileExists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}
