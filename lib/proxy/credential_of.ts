import { credentialField } from "../policy/credential.ts";
import type { Outcome } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { Field } from "../wire/field.ts";
import type { Parts } from "./parts.ts";

/** The field that carries the route's credential; undefined if the route has none. */
export async function credentialOf(
  parts: Parts,
  route: Route,
): Promise<Outcome<Field | undefined>> {
  if (!route.credential) return { ok: true, value: undefined };
  const read = await parts.credentials.value(route.credential);
  return credentialField(route.credential, "value" in read ? read.value : undefined);
}
