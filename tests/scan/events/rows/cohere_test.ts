import { cohere } from "../../../../lib/scan/events/rows/cohere.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("cohere reads its examples as they say", () => readExamples(cohere));
