import { geminiLive } from "../../../../lib/scan/events/rows/gemini_live.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("geminiLive reads its examples as they say", () => readExamples(geminiLive));
