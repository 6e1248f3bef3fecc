/** The composition root: which command, its exit code, nothing else. */
import { dispatch } from "./lib/cli/dispatch.ts";
import { processTerminal } from "./lib/cli/terminal.ts";

if (import.meta.main) {
  Deno.exit(await dispatch(Deno.args, processTerminal(), () => Deno.env.toObject()));
}
