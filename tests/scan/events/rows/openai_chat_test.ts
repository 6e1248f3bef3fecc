import { openaiChat } from "../../../../lib/scan/events/rows/openai_chat.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("openaiChat reads its examples as they say", () => readExamples(openaiChat));
