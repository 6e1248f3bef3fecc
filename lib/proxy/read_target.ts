import { checkHostField, checkServerName } from "../policy/check_host.ts";
import type { Outcome } from "../policy/refusal.ts";
import { parseTarget, type Target } from "../policy/target.ts";
import { fieldValues } from "../wire/fields.ts";
import type { Asked } from "./asked.ts";

/** What a request asks for, if request target, Host and SNI say the same. */
export function readTarget({ head, scope }: Pick<Asked, "head" | "scope">): Outcome<Target> {
  const target = parseTarget(head.method, head.target, scope.at);
  if (!target.ok) return target;
  const host = checkHostField(target.value, fieldValues(head.fields, "host"));
  if (!host.ok) return host;
  if (scope.at.kind === "tunnel") {
    const name = checkServerName(scope.at.authority, scope.serverName);
    if (!name.ok) return name;
  }
  return target;
}
