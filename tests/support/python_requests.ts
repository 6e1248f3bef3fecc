import { findProgramWhere, type Program } from "./programs.ts";

/** A Python that has `requests`: the system's, else the first on the PATH. */
export async function findPythonRequests(): Promise<Program> {
  const args = ["-c", "import requests"];
  const own = await findProgramWhere("/usr/bin/python3", args, "requests");
  return own.path ? own : await findProgramWhere("python3", args, "requests");
}
