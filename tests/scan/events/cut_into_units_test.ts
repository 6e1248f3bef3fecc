import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { cutIntoUnits } from "../../../lib/scan/events/cut_into_units.ts";
import { limits } from "../../../lib/limits.ts";
import { eventsOf } from "./events_of.ts";

/** Units end with a full stop; those that begin with a blank are no events. */
const sentences = () =>
  cutIntoUnits({
    find: (text, from) => text.indexOf(".", from) + 1 || -1,
    read: (raw) => raw.startsWith(" ") ? undefined : { data: raw, name: "", id: "" },
  });

Deno.test("cutIntoUnits() gives out events with their places, whatever the pieces", () => {
  for (const size of [1, 2, 3, 100]) {
    assert.deepEqual(
      eventsOf(sentences(), "ab. c.d.e", size).map(({ data, start, end }) => [data, start, end]),
      [["ab.", 0, 3], ["d.", 6, 8], ["e", 8, 9]],
    );
  }
});

Deno.test("cutIntoUnits() takes what belongs to events or to none", () => {
  const splitter = sentences();
  assert.equal([...splitter.push(Buffer.from("ab. c.d"))].length, 1);
  assert.equal(splitter.taken(), 6);
  assert.equal([...splitter.end()].length, 1);
  assert.equal(splitter.taken(), 7);
});

Deno.test("cutIntoUnits() drops a byte order mark at the begin of the stream alone", () => {
  const datas = eventsOf(sentences(), "\ufeffa.\ufeffb.", 1).map(({ data }) => data);
  assert.deepEqual(datas, ["a.", Buffer.from("\ufeffb.").toString("latin1")]);
});

Deno.test("cutIntoUnits() gives out a long event in pieces that lose nothing", () => {
  const long = `${"x".repeat(limits.eventBytes)}ünd 日本 \u{1f600}.`;
  const length = Buffer.byteLength(long);
  for (const size of [1, 2, 3, 7, 1001, 1e9]) {
    // One byte after another where a border may stand in a character.
    const near = Buffer.from(`a.${long}b.`);
    const splitter = sentences();
    const events = [...splitter.push(near.subarray(0, limits.eventBytes))];
    for (let at = limits.eventBytes; at < near.length; at += size) {
      events.push(...splitter.push(near.subarray(at, at + size)));
      const last = events[events.length - 1];
      assert.ok(splitter.taken() === last?.end);
      assert.ok(at + size - splitter.taken() <= limits.eventBytes || size > near.length);
    }
    const pieces = events.filter(({ isPiece }) => isPiece);
    assert.equal(pieces.map(({ data }) => data).join(""), long);
    assert.equal(pieces[0]?.start, 2);
    assert.equal(pieces[pieces.length - 1]?.end, 2 + length);
    assert.ok(pieces.length === 1 || size < 1000);
    assert.deepEqual(
      events.filter(({ isPiece }) => !isPiece).map(({ data }) => data),
      ["a.", "b."],
    );
  }
});
