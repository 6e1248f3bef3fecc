/** What a process has used so far; undefined where the system does not tell (it is Linux that does). */

/** Resident memory, in bytes. */
export function residentBytes(pid: number): number | undefined {
  return statusBytes(pid, "VmRSS");
}

/** The most resident memory since the last `resetPeak`, in bytes. */
export function peakBytes(pid: number): number | undefined {
  return statusBytes(pid, "VmHWM");
}

/** @returns whether it worked: if not, the peak is that of the process's life (proc(5), clear_refs) */
export function resetPeak(pid: number): boolean {
  try {
    Deno.writeTextFileSync(`/proc/${pid}/clear_refs`, "5", { create: false });
    return true;
  } catch {
    return false;
  }
}

/** Time on the processors, its own and the system's for it, in milliseconds, ten of them exact. */
export function processorMs(pid: number): number | undefined {
  const text = readProc(pid, "stat");
  // Behind the program's name, which may hold anything: fields 14 and 15 are ticks, 100 a second.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
}

function statusBytes(pid: number, field: string): number | undefined {
  const kib = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(readProc(pid, "status") ?? "")?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/${name}`);
  } catch {
    return undefined;
  }
}
