import { checkPath } from "../policy/check_path.ts";
import type { Place } from "./config_error.ts";
import { refuse, refuseAs } from "./expect.ts";

/**
 * The value of an `exact` or `prefix` path: raw, as a request writes it. What the sidecar refuses in
 * every request can never match here either, and is an error.
 */
export function readPath(value: string, place: Place): string {
  if (!value.startsWith("/")) {
    refuse(place, 'the path does not begin with "/"', "write it from the root, as /v1/");
  }
  if (/[?#]/.test(value)) {
    refuse(
      place,
      "the path has ? or #, and the path that is judged never has them",
      "write the path alone",
    );
  }
  if (!/^[\x21-\x7e]*$/.test(value)) {
    refuse(
      place,
      "the path has a space, a control character or a letter outside ASCII",
      "write such characters percent-encoded, as the request does",
    );
  }
  const checked = checkPath(value);
  if (!checked.ok) refuseAs(place, checked.refusal, "write the path as a request may write it");
  return value;
}
