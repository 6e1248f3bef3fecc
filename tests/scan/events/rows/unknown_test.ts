import { unknown } from "../../../../lib/scan/events/rows/unknown.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("unknown reads its examples as they say", () => readExamples(unknown));
