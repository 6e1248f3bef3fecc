/** One line about when and where: the day, the processor, the system, the versions of what is compared. */
export async function machineLine(): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const processor = /^model name\s*: (.*)$/m.exec(await read("/proc/cpuinfo"))?.[1] ??
    Deno.build.arch;
  const versions = [
    `Deno ${Deno.version.deno}`,
    await version("squid", ["--version"], /Version (\S+)/),
    await version("mitmdump", ["--version"], /Mitmproxy: (\S+)/),
  ].filter((one) => one !== undefined);
  const cores = navigator.hardwareConcurrency;
  const system = `${Deno.build.os} ${Deno.osRelease()}`;
  return `${day}, ${cores} cores of ${processor}, ${system}; ${versions.join(", ")}`;
}

async function version(
  program: string,
  args: string[],
  pattern: RegExp,
): Promise<string | undefined> {
  try {
    const { stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
    const found = pattern.exec(new TextDecoder().decode(stdout))?.[1];
    return found && `${program} ${found}`;
  } catch {
    return undefined;
  }
}

async function read(path: string): Promise<string> {
  return await Deno.readTextFile(path).catch(() => "");
}
