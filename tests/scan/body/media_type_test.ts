import assert from "node:assert/strict";
import { mediaType } from "../../../lib/scan/body/media_type.ts";

Deno.test("mediaType() folds case, trims, and undoes quotes", () => {
  const { type, parameters } = mediaType(
    ' Multipart/Form-Data ; Boundary="a\\"b;c" ; charset=UTF-8',
  );
  assert.equal(type, "multipart/form-data");
  assert.deepEqual([...parameters], [["boundary", 'a"b;c'], ["charset", "UTF-8"]]);
});

Deno.test("mediaType() takes the first of two and lives with nonsense", () => {
  assert.equal(mediaType("a/b; x=1; x=2").parameters.get("x"), "1");
  assert.deepEqual(mediaType(undefined), { type: "", parameters: new Map() });
  assert.equal(mediaType(";;;=;").parameters.size, 0);
});
