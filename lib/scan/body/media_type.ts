/** A media type in lower case and its parameters, names in lower case, values with quotes undone. */
export interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads a `Content-Type` or `Content-Disposition` value (RFC 9110 section 8.3.1, RFC 2183). It never
 * fails: what is malformed is left out, since a server guesses as well. Of a parameter that stands
 * twice the first counts.
 */
export function mediaType(value: string | undefined): MediaType {
  const text = value ?? "";
  // The parts and messages of one origin mostly have one type, which is asked for several times of each.
  if (text !== last.text) last = { text, media: parse(text) };
  return last.media;
}

let last: { readonly text: string; readonly media: MediaType } = {
  text: "",
  media: { type: "", parameters: new Map() },
};

function parse(text: string): MediaType {
  const semicolon = text.indexOf(";");
  const type = (semicolon < 0 ? text : text.slice(0, semicolon)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  if (semicolon >= 0) {
    for (const match of text.slice(semicolon).matchAll(PARAMETER)) {
      const name = (match[1] ?? "").toLowerCase();
      const quoted = match[2];
      const bare = quoted === undefined ? match[3] ?? "" : quoted.replace(/\\(.)/gs, "$1");
      if (!parameters.has(name)) parameters.set(name, bare);
    }
  }
  return { type, parameters };
}

const PARAMETER =
  /;[ \t]*([^\s;="]{1,64})[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.){0,4096})"|([^\s;"]{0,4096}))/gs;
