import type { DeltaRow, TextPiece } from "../event_texts.ts";
import { isObject } from "../is_object.ts";
import { namedTexts } from "../named_texts.ts";
import { partTexts } from "./gemini.ts";

/** Turns over a WebSocket: what the model says in parts, and what was said in words. */
export const geminiLive: DeltaRow = {
  vendor: "Gemini Live",
  source: "ai.google.dev/api/live#bidigeneratecontentservercontent",
  read({ serverContent }) {
    if (!isObject(serverContent)) return undefined;
    const { modelTurn, inputTranscription, outputTranscription, ...rest } = serverContent;
    const pieces: TextPiece[] = partTexts(modelTurn, "live/");
    namedTexts({ inputTranscription, outputTranscription }, (path, text) => {
      pieces.push({ channel: `live/${path}`, text, isWhole: false });
    });
    const isOver = rest.turnComplete === true || rest.interrupted === true;
    return { pieces, ended: isOver ? ["live/"] : [] };
  },
  examples: [
    {
      event: { serverContent: { modelTurn: { parts: [{ text: "Hel" }] } } },
      adds: [["live/text", "Hel"]],
    },
    {
      event: {
        serverContent: {
          modelTurn: { parts: [{ inlineData: { mimeType: "audio/pcm", data: "AAAA" } }] },
          outputTranscription: { text: "lo" },
        },
      },
      adds: [["live/outputTranscription/text", "lo"]],
    },
    { event: { serverContent: { turnComplete: true } }, ends: ["live/"] },
    { event: { serverContent: { generationComplete: true } } },
  ],
};
