import type { DeltaRow, TextPiece } from "../event_texts.ts";
import { isObject } from "../is_object.ts";
import { keyOf } from "../key_of.ts";
import { namedTexts } from "../named_texts.ts";

/**
 * Candidates, each with parts that go on where those of the event before ended; parts that are thoughts are
 * a text apart. Older models give every chunk a reason to finish, so that it ends nothing. Code
 * assistants get the same inside of `response`.
 */
export const gemini: DeltaRow = {
  vendor: "Gemini generateContent, Vertex AI",
  source: "ai.google.dev/api/generate-content#v1beta.GenerateContentResponse",
  read(event) {
    const response = isObject(event.response) ? event.response : event;
    if (!Array.isArray(response.candidates)) return undefined;
    const pieces: TextPiece[] = [];
    for (const candidate of response.candidates) {
      if (!isObject(candidate)) continue;
      const channel = `gemini/${keyOf(candidate.index ?? 0)}`;
      pieces.push(...partTexts(candidate.content, channel));
    }
    return { pieces, ended: [] };
  },
  examples: [
    {
      event: {
        candidates: [{ content: { parts: [{ text: "Hel" }], role: "model" }, index: 0 }],
        usageMetadata: { totalTokenCount: 4 },
        modelVersion: "gemini",
      },
      adds: [["gemini/0/text", "Hel"]],
    },
    {
      event: {
        candidates: [{
          content: {
            parts: [{ text: "First", thought: true }, { text: "l" }, { text: "o" }],
            role: "model",
          },
          finishReason: "STOP",
        }],
      },
      adds: [["gemini/0/thought", "First"], ["gemini/0/text", "l"], ["gemini/0/text", "o"]],
    },
    {
      event: {
        candidates: [{
          index: 1,
          content: {
            parts: [
              { executableCode: { language: "PYTHON", code: "print(1)" } },
              { codeExecutionResult: { outcome: "OUTCOME_OK", output: "1\n" } },
              { inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" } },
            ],
          },
        }],
      },
      adds: [
        ["gemini/1/executableCode/code", "print(1)"],
        ["gemini/1/codeExecutionResult/output", "1\n"],
      ],
    },
    {
      event: { response: { candidates: [{ content: { parts: [{ text: "Yes" }] } }] } },
      adds: [["gemini/0/text", "Yes"]],
    },
  ],
};

/** The texts of a content's parts. @param channel the beginning of their channels */
export function partTexts(content: unknown, channel: string): TextPiece[] {
  if (!isObject(content) || !Array.isArray(content.parts)) return [];
  const pieces: TextPiece[] = [];
  for (const part of content.parts) {
    const isThought = isObject(part) && part.thought === true;
    namedTexts(part, (path, text) => {
      const name = path === "text" && isThought ? "thought" : path;
      pieces.push({ channel: channel + name, text, isWhole: false });
    });
  }
  return pieces;
}
