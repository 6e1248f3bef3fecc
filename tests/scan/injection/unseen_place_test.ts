import assert from "node:assert/strict";
import { unseenPlace } from "../../../lib/scan/injection/unseen_place.ts";

/** What hides the word HERE. */
const of = (text: string): string | undefined => unseenPlace(text, text.indexOf("HERE"));

Deno.test("unseenPlace() knows an open HTML or Markdown comment from a closed one", () => {
  assert.equal(of("<p>a</p><!-- HERE -->"), "HTML comment");
  assert.equal(of("<!-- a --> HERE"), undefined);
  assert.equal(of("[//]: # (HERE)"), "Markdown comment");
  assert.equal(of("[//]: # (a)\nHERE"), undefined);
});

Deno.test("unseenPlace() knows elements that are not shown, in the ways they are written", () => {
  for (
    const tag of [
      '<div style="display:none">',
      "<span style='font-size:0px;'>",
      '<p style="color: white">',
      '<div style="opacity:0;">',
      '<div style="position:absolute;left:-9999px">',
      "<p hidden>",
      '<i aria-hidden="true">',
      '<b class="sr-only">',
    ]
  ) assert.equal(of(`<body>${tag} HERE`), "element that is not shown", tag);
});

Deno.test("unseenPlace() takes an element for shown once it is closed, and one that shows for shown", () => {
  assert.equal(of('<div style="display:none">a</div> HERE'), undefined);
  assert.equal(of('<div style="display:block"> HERE'), undefined);
  assert.equal(of('<div style="color:#333"> HERE'), undefined);
});

Deno.test("unseenPlace() knows concealed text of a terminal until it is reset", () => {
  assert.equal(of("\x1b[8mHERE"), "concealed terminal text");
  assert.equal(of("\x1b[8ma\x1b[0m HERE"), undefined);
  assert.equal(of("\x1b[31mHERE"), undefined);
});
