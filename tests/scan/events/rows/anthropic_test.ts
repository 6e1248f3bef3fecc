import { anthropic } from "../../../../lib/scan/events/rows/anthropic.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("anthropic reads its examples as they say", () => readExamples(anthropic));
