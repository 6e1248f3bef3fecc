import assert from "node:assert/strict";
import { VERSION } from "../../lib/cli/version.ts";

Deno.test("VERSION is three numbers", () => assert.match(VERSION, /^\d+\.\d+\.\d+$/));
