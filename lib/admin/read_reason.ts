import { limits } from "../limits.ts";
import type { OperatorResponse } from "../supervise/queue.ts";
import { ApiError } from "./api_error.ts";

/**
 * The `reason` of an answer's JSON body: needed for an approval, and empty where a rejection has none.
 *
 * @throws ApiError 400 or 413
 */
export async function readReason(
  request: Request,
  status: OperatorResponse["status"],
): Promise<string> {
  const text = await readBody(request);
  const object = text.trim() === "" ? {} : parse(text);
  const reason = object.reason ?? "";
  if (typeof reason !== "string") throw new ApiError(400, "reason must be a text");
  const notes = reason.trim();
  if (status === "approved" && notes === "") {
    throw new ApiError(400, 'an approval needs {"reason": "…"}, which is kept with the answer');
  }
  if (notes.length > limits.answerNotesChars) {
    throw new ApiError(400, `reason has more than ${limits.answerNotesChars} characters; be short`);
  }
  return notes;
}

async function readBody({ body }: Request): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    for await (const slice of body) {
      size += slice.length;
      if (size > limits.adminBodyBytes) break;
      text += decoder.decode(slice, { stream: true });
    }
    if (size <= limits.adminBodyBytes) return text + decoder.decode();
  } catch {
    throw new ApiError(400, "the body is not UTF-8, or was cut");
  }
  throw new ApiError(413, `the body has more than ${limits.adminBodyBytes} bytes`);
}

function parse(text: string): { readonly reason?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The same words for all that is no object.
  }
  throw new ApiError(400, 'the body must be a JSON object, as {"reason": "the deploy key"}');
}
