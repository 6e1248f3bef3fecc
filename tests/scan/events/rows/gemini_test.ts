import { gemini } from "../../../../lib/scan/events/rows/gemini.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("gemini reads its examples as they say", () => readExamples(gemini));
