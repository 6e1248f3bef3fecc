import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { type HttpHandler, readBody } from "./http_upstream.ts";
import { findProgram, type Program, runFound } from "./programs.ts";

export const gitProgram: Program = findProgram("git");

/** Settings of git that no user or machine may add to. */
export function gitEnv(home: string): Record<string, string> {
  return {
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@a.test",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@a.test",
  };
}

/** Runs git and fails with its words unless it ends well. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runFound(gitProgram, args, {
    cwd: folder,
    env: gitEnv(folder),
  });
  if (code !== 0) throw new Error(`git ${args.join(" ")} failed: ${stderr}`);
  return stdout;
}

/** Makes `<folder>/repo.git`, a bare repository with one commit that may be fetched and pushed to. */
export async function makeRepository(folder: string): Promise<void> {
  await git(folder, "init", "-q", "-b", "main", "tree");
  await Deno.writeTextFile(`${folder}/tree/file.txt`, "content\n");
  await git(`${folder}/tree`, "add", "file.txt");
  await git(`${folder}/tree`, "commit", "-q", "-m", "first");
  await git(folder, "clone", "-q", "--bare", "tree", "repo.git");
  await git(`${folder}/repo.git`, "config", "http.receivepack", "true");
}

/** `git http-backend` as CGI (RFC 3875) for the repositories of a folder. */
export function gitHttpBackend(folder: string): HttpHandler {
  return async (request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const body = await readBody(request);
    const header = (name: string) => String(request.headers[name] ?? "");
    const child = spawn(gitProgram.path ?? "git", ["http-backend"], {
      env: {
        ...gitEnv(folder),
        PATH: Deno.env.get("PATH") ?? "",
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: "1",
        GIT_PROTOCOL: header("git-protocol"),
        PATH_INFO: path,
        QUERY_STRING: query,
        REQUEST_METHOD: request.method ?? "",
        CONTENT_TYPE: header("content-type"),
        CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: header("content-encoding"),
        REMOTE_USER: "a",
        REMOTE_ADDR: "127.0.0.1",
      },
    });
    const slices: Buffer[] = [];
    child.stdout.on("data", (slice: Buffer) => slices.push(slice));
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.stdin.on("error", () => {});
    child.stdin.end(body);
    await ended;
    const output = Buffer.concat(slices);
    const end = output.indexOf("\r\n\r\n");
    let status = 200;
    for (const line of output.subarray(0, end).toString("latin1").split("\r\n")) {
      const colon = line.indexOf(":");
      const value = line.slice(colon + 1).trim();
      if (line.slice(0, colon).toLowerCase() === "status") status = parseInt(value);
      else response.setHeader(line.slice(0, colon), value);
    }
    response.writeHead(status);
    response.end(output.subarray(end + 4));
  };
}
