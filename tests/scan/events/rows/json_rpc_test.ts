import { jsonRpc } from "../../../../lib/scan/events/rows/json_rpc.ts";
import { readExamples } from "./read_examples.ts";

Deno.test("jsonRpc reads its examples as they say", () => readExamples(jsonRpc));
