import { secretsIn, standsWholeIn } from "../oracle/secrets_in.ts";
import { secrets } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import type { Attempt } from "./attempt.ts";

/**
 * Sees what became of each attempt: call the function after it. Gives in words what must not have
 * happened; never with a secret in it.
 */
export function watchWorld(world: World): (attempt: Attempt) => Promise<string[]> {
  const { sidecar, upstream } = world;
  let connections = 0;
  let queries = 0;
  let lines = 0;
  return async ({ reaches = "nobody", injects = false, allows, inPieces }) => {
    if (reaches === "upstream") await settled(world);
    const received = upstream.taken();
    const asked = sidecar.dns.queries.slice(queries);
    const logged = sidecar.log.slice(lines).join("\n");
    const dialled = upstream.connections - connections;
    connections = upstream.connections;
    queries = sidecar.dns.queries.length;
    lines = sidecar.log.length;
    const told = world.told.splice(0).join("\n");

    const wrong: string[] = [];
    const leaks = (where: string, text: string) => {
      for (const name of secretsIn(text, secrets)) wrong.push(`${name} can be read in ${where}`);
    };
    const leaked = injects ? withoutInjected(received) : received;
    leaks("what an upstream received", allows ? leaked.replaceAll(secrets[allows], "") : leaked);
    if (inPieces && !standsWholeIn(received, secrets[inPieces])) {
      wrong.splice(0, Infinity, ...wrong.filter((what) => !what.startsWith(`${inPieces} `)));
    }
    leaks("names that were looked up", asked.join("\n"));
    leaks("what the agent was told", told);
    leaks("the log", logged);
    if (reaches === "nobody" && asked.length > 0) wrong.push(`asked for ${asked.length} names`);
    if (reaches !== "upstream" && dialled > 0) wrong.push(`${dialled} connections were opened`);
    if (reaches !== "upstream" && received !== "") {
      wrong.push(`an upstream received ${received.length} bytes`);
    }
    return wrong;
  };
}

/** Only the very field that the sidecar writes. */
function withoutInjected(received: string): string {
  return received.replaceAll(`\r\nx-api-key: ${secrets.INJECTED}\r\n`, "\r\n")
    .replaceAll(`\r\nAuthorization: Bearer ${secrets.INJECTED}\r\n`, "\r\n");
}

/** What is on its way when an answer is there has come a moment later. */
async function settled({ upstream }: World): Promise<void> {
  const size = () =>
    [...upstream.clear.connections, ...upstream.tls.connections]
      .reduce((sum, { received }) => sum + received.length, 0);
  for (let before = -1; before !== size();) {
    before = size();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
