/** What a process has used so far; undefined where the system does not tell (it is Linux that does). */

/** Resident memory, in bytes. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  const text = await readProc(pid, "status");
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(text ?? "")?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

/** Time on the processors, its own and the system's for it, in milliseconds, ten of them exact. */
export async function processorMs(pid: number): Promise<number | undefined> {
  const text = await readProc(pid, "stat");
  // Behind the program's name, which may hold anything: fields 14 and 15 are ticks, 100 a second.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
}

async function readProc(pid: number, name: string): Promise<string | undefined> {
  return await Deno.readTextFile(`/proc/${pid}/${name}`).catch(() => undefined);
}
