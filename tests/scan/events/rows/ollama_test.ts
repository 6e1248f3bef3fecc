import { ollama } from "../../../../lib/scan/events/rows/ollama.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("ollama reads its examples as they say", () => readExamples(ollama));
