import type { ExplainStep } from "../observe/explain_trace.ts";
import type { Observer } from "../observe/observer.ts";
import type { RequestRecord } from "../observe/request_record.ts";
import { ApiError } from "./api_error.ts";

/** One request, and rule by rule why it became what it did. @throws ApiError 404 */
export function showRequest(
  observer: Pick<Observer, "get" | "record" | "explain">,
  id: string,
): { readonly request: RequestRecord; readonly steps: readonly ExplainStep[] } {
  const trace = /^[0-9]{1,15}$/.test(id) ? observer.get(Number(id)) : undefined;
  if (trace === undefined) {
    throw new ApiError(404, "there is no such request, or it is too long ago to be kept");
  }
  return { request: observer.record(trace), steps: observer.explain(trace) };
}
