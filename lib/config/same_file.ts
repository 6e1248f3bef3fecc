import { basename, dirname } from "node:path";

/**
 * Whether two paths name one file, by whichever links: the same place, or the same file in two places.
 * A file that is not there yet has the place that it would get.
 */
export async function sameFile(one: string, other: string): Promise<boolean> {
  if (await realPlace(one) === await realPlace(other)) return true;
  const [a, b] = await Promise.all([one, other].map((path) => Deno.stat(path).catch(() => null)));
  return a != null && b != null && a.ino !== null && a.ino === b.ino && a.dev === b.dev;
}

/** Where a file is, or would be: links in its way are followed. */
export async function realPlace(path: string, links = 0): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    const target = await Deno.readLink(path).catch(() => undefined);
    const folder = dirname(path);
    // A link that leads to nothing yet.
    if (target !== undefined && links < MOST_LINKS) {
      return await realPlace(target.startsWith("/") ? target : `${folder}/${target}`, links + 1);
    }
    const real = await Deno.realPath(folder).catch(() => folder);
    return `${real === "/" ? "" : real}/${basename(path)}`;
  }
}

/** As Linux follows them. */
const MOST_LINKS = 40;
