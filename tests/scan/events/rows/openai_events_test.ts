import { openaiEvents } from "../../../../lib/scan/events/rows/openai_events.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("openaiEvents reads its examples as they say", () => readExamples(openaiEvents));
