import { firstFile, freePort, type Peer, type PeerParts } from "./peer.ts";
import { startListening } from "./program.ts";

const PROGRAMS = ["/usr/sbin/squid", "/usr/local/sbin/squid", "/usr/bin/squid"];
const MINTERS = [
  "/usr/lib/squid/security_file_certgen",
  "/usr/libexec/squid/security_file_certgen",
  "/usr/lib64/squid/security_file_certgen",
];

/** squid with ssl-bump: every tunnel opened, leaves minted and cached, answers not cached. */
export async function startSquid({ folder, authorityPath }: PeerParts): Promise<Peer | undefined> {
  const squid = await firstFile(PROGRAMS);
  const minter = await firstFile(MINTERS);
  if (!squid || !minter) return undefined;
  const minted = `${folder}/minted`;
  const made = await new Deno.Command(minter, {
    args: ["-c", "-s", minted, "-M", "4MB"],
    stdout: "null",
    stderr: "null",
  }).output();
  if (!made.success) return undefined;
  // Started by root, squid becomes another user, whose minter writes here.
  await new Deno.Command("chmod", { args: ["-R", "a+rwX", folder] }).output();

  const port = freePort();
  const config = `${folder}/squid.conf`;
  await Deno.writeTextFile(
    config,
    `
http_port 127.0.0.1:${port} ssl-bump tls-cert=${authorityPath} tls-key=${authorityPath} generate-host-certificates=on dynamic_cert_mem_cache_size=4MB
sslcrtd_program ${minter} -s ${minted} -M 4MB
sslcrtd_children 2 startup=1
ssl_bump bump all
tls_outgoing_options cafile=${authorityPath}
http_access allow all
http_upgrade_request_protocols websocket allow all
cache deny all
access_log none
cache_log ${folder}/cache.log
pid_filename ${folder}/squid.pid
coredump_dir ${folder}
shutdown_lifetime 0 seconds
max_filedescriptors 4096
`,
  );
  const began = performance.now();
  const program = await startListening(squid, { args: ["-N", "-f", config], port });
  return { name: "squid", port, startMs: performance.now() - began, program };
}
