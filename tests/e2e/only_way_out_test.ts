/** The README's recipes, run as they stand there: a direct connection fails, a proxied one works. */
import assert from "node:assert/strict";
import { parse, parseAllDocuments } from "yaml";
import { curlProgram } from "../support/curl.ts";
import { findProgram, findProgramWhere, runFound, testWith } from "../support/programs.ts";
import { readmeBlock } from "../support/readme_block.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { inherited, sidecarCommand } from "../support/spawn_sidecar.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";

const sh = findProgram("sh");
const bubblewrap = await findProgramWhere(
  "bwrap",
  ["--unshare-all", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "true"],
  "leave to make namespaces",
);

testWith(
  [sh, curlProgram, findProgram("socat"), bubblewrap],
  "confine.sh of the README leaves a command the sidecar and no other way out",
  async () => {
    // On every address, so that what keeps the command in is not where the upstream listens.
    await using upstream = startRecordingUpstream(answering(okAnswer("reached")), {
      hostname: "0.0.0.0",
    });
    await using sidecar = await startTestSidecar({
      routes: "log: 1\nroutes:\n  - host: a.test\n    allow_private_addresses: true\n",
    });
    await tempFolder(async (folder) => {
      const recipe = await readmeBlock("sh", "# confine.sh");
      const outer = "TCP:127.0.0.1:9099 &";
      assert.ok(recipe.includes(outer));
      await Deno.mkdir(`${folder}/job`);
      await Deno.mkdir(`${folder}/home`);
      const script = recipe.replace(outer, `TCP:127.0.0.1:${sidecar.port} &`);
      await Deno.writeTextFile(`${folder}/confine.sh`, script);
      const own = Deno.networkInterfaces().filter(({ family, name }) =>
        family === "IPv4" && name !== "lo"
      ).map(({ address }) => address);
      const addresses = ["127.0.0.1", ...own];
      const direct = (how: string) =>
        addresses.map((address) =>
          `curl -q -sS --noproxy '*' --max-time 5 http://${address}:${upstream.port}/; echo " ${how} $?"\n`
        ).join("");
      const inside = `
        ${direct("direct")}
        export http_proxy=http://127.0.0.1:9099 https_proxy=http://127.0.0.1:9099
        curl -q -sS http://a.test:${upstream.port}/; echo " proxied $?"
        curl -q -sS http://denied.test/; echo " denied $?"
        curl -q -sS http://_egress.local/healthz >/dev/null; echo "health $?"
        echo written > here; touch /beside 2>/dev/null || echo "read only"
        ls -A /run "$HOME"; exit 7
      `;
      const { code, stdout, stderr } = await runFound(
        sh,
        ["-c", `${direct("outside")} sh ../confine.sh sh -c '${inside.replaceAll("'", `'\\''`)}'`],
        { cwd: `${folder}/job`, env: { HOME: `${folder}/home` } },
      );
      const lines = stdout.trim().split("\n");
      assert.deepEqual(
        lines.filter((line) => !line.startsWith("egress: no route names denied.test")),
        [
          ...addresses.map(() => "reached outside 0"),
          ...addresses.map(() => " direct 7"),
          "reached proxied 0",
          "health 0",
          "read only",
          "/run:",
          "egress",
          "",
          `${folder}/home:`,
        ],
        stderr,
      );
      assert.match(stdout, /^egress: no route names denied\.test.* denied 0$/m);
      assert.equal(code, 7, "the command's own exit code");
      assert.equal(await Deno.readTextFile(`${folder}/job/here`), "written\n");
    });
  },
);

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly restartPolicy?: string;
  readonly securityContext: {
    readonly runAsUser: number;
    readonly runAsNonRoot?: boolean;
    readonly allowPrivilegeEscalation?: boolean;
    readonly capabilities: { readonly drop: readonly string[]; readonly add?: readonly string[] };
  };
}

interface Pod {
  readonly spec: {
    readonly shareProcessNamespace: boolean;
    readonly initContainers: readonly Container[];
    readonly containers: readonly Container[];
  };
}

async function readPod(): Promise<
  { fence: Container; egress: Container; agent: Container; pod: Pod }
> {
  const pod = parse(await readmeBlock("yaml", "kind: Pod")) as Pod;
  const [fence, egress] = pod.spec.initContainers;
  const [agent] = pod.spec.containers;
  assert.ok(fence && egress && agent);
  return { fence, egress, agent, pod };
}

Deno.test("the README's pod gives the agent neither the sidecar's user nor a capability", async () => {
  const { fence, egress, agent, pod } = await readPod();
  assert.deepEqual([fence.name, egress.name, agent.name], ["fence", "egress", "agent"]);
  assert.equal(egress.restartPolicy, "Always");
  assert.equal(pod.spec.shareProcessNamespace, false);
  assert.ok(fence.args?.[0]?.includes(`--uid-owner ${egress.securityContext.runAsUser} `));
  assert.notEqual(agent.securityContext.runAsUser, egress.securityContext.runAsUser);
  for (const { securityContext } of [egress, agent]) {
    assert.equal(securityContext.runAsNonRoot, true);
    assert.equal(securityContext.allowPrivilegeEscalation, false);
    assert.deepEqual(securityContext.capabilities, { drop: ["ALL"] });
  }
});

Deno.test("the README's network policies let agents reach the sidecar's port and nothing else", async () => {
  const text = await readmeBlock("yaml", "kind: NetworkPolicy");
  const documents = parseAllDocuments(text).map((document) => document.toJS());
  assert.deepEqual(documents.map(({ kind }) => kind), [
    "Service",
    "NetworkPolicy",
    "NetworkPolicy",
  ]);
  const [service, out, into] = documents.map(({ spec }) => spec);
  const agent = { podSelector: { matchLabels: { app: "agent" } } };
  const egress = { podSelector: { matchLabels: { app: "egress" } } };
  const ports = [{ protocol: "TCP", port: 9099 }];
  assert.deepEqual(service, { selector: { app: "egress" }, ports: [{ port: 9099 }] });
  assert.deepEqual(out, {
    ...agent,
    policyTypes: ["Ingress", "Egress"],
    egress: [{ to: [egress], ports }],
  });
  assert.deepEqual(into, {
    ...egress,
    policyTypes: ["Ingress"],
    ingress: [{ from: [agent], ports }],
  });
});

/** With these, all processes end with the first of them. */
const OWN_NETWORK = ["--net", "--pid", "--fork", "--kill-child", "--mount-proc"];

/** A pod's network and, beside it, one that stands for the rest of the world. */
const POD = `
set -eu
ip link set lo up
unshare --net sleep infinity & world=$!
until [ "$(readlink /proc/$world/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
ip link add eth0 type veth peer name eth1 netns $world
ip addr add 10.77.0.1/24 dev eth0
ip -6 addr add fd77::1/64 dev eth0 nodad
ip link set eth0 up
nsenter --net --target $world sh -c '
  ip addr add 10.77.0.2/24 dev eth1; ip -6 addr add fd77::2/64 dev eth1 nodad; ip link set eth1 up'
nsenter --net --target $world python3 -c '
import http.server, socket, socketserver
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"reached")
    def log_message(self, *args): pass
class Server(socketserver.ThreadingTCPServer):
    address_family = socket.AF_INET6
Server(("::", 8080), Answer).serve_forever()
' &
"$@" 2> "$FOLDER/log" &
for url in http://10.77.0.2:8080/ http://127.0.0.1:9099/; do
  until curl -q -s -o /dev/null --noproxy "*" --max-time 5 "$url"; do sleep 0.1; done
done
ask() {
  for host in 10.77.0.2 "[fd77::2]"; do
    setpriv --reuid "$1" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \\
      curl -q -sS --max-time 5 "$2" "$3" "http://$host:8080/" && code=0 || code=$?
    echo " $4 $code"
  done
}
ask 1000 --noproxy "*" unfenced
sh -ec "$FENCE"
# Whose addresses were known already must be asked for again, through the fence.
ip neigh flush all
ask 1000 --noproxy "*" direct
ask 1000 --proxy http://127.0.0.1:9099 proxied
`;

/** Whether all of that can be had here. */
const PROBE = `
iptables -A OUTPUT -m owner --uid-owner 1 -j ACCEPT
ip6tables -A OUTPUT -j REJECT
ip link add name a type veth peer name b
ip -6 addr add fd77::1/64 dev a
`;

const root = await findProgramWhere(
  "unshare",
  [...OWN_NETWORK, "sh", "-ec", PROBE],
  "leave to make networks with iptables",
);

testWith(
  [root, sh, curlProgram, findProgram("setpriv"), findProgram("nsenter"), findProgram("python3")],
  "the fence of the README's pod lets out what the sidecar's user sends, and nothing of the agent's",
  async () => {
    const { fence, egress } = await readPod();
    const uid = egress.securityContext.runAsUser;
    await tempFolder(async (folder) => {
      const routes = ["10.77.0.2", '"fd77::2"'].map((host) =>
        `  - host: ${host}\n    allow_private_addresses: true\n`
      );
      await Deno.writeTextFile(`${folder}/routes.yaml`, `routes:\n${routes.join("")}`);
      const { stdout, stderr } = await runFound(
        root,
        [...OWN_NETWORK, "sh", "-c", POD, "sh", ...sidecarCommand()],
        {
          env: {
            ...inherited(),
            FOLDER: folder,
            // The test's own user stands for the sidecar's, which may not read this machine's modules.
            FENCE: fence.args?.[0]?.replace(String(uid), String(Deno.uid())) ?? "",
            HOME: folder,
            EGRESS_ROUTES: `${folder}/routes.yaml`,
          },
        },
      );
      const log = await Deno.readTextFile(`${folder}/log`).catch(() => "");
      assert.deepEqual(stdout.trim().split("\n"), [
        "reached unfenced 0",
        "reached unfenced 0",
        " direct 7",
        " direct 7",
        "reached proxied 0",
        "reached proxied 0",
      ], `${stderr}\n${log}`);
    });
  },
);
