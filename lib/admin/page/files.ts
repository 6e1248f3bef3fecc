/** A file of the page, as it is served. */
export interface PageFile {
  readonly contentType: string;
  readonly body: string;
}

/**
 * The files of the console's page by their path. They are served to whoever asks, so that nothing that
 * is not in the sources may stand in them.
 */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ["/", {
    contentType: "text/html; charset=utf-8",
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>egress</title>
<p>The operator's console of this sidecar. Its API is under <code>/api</code>.</p>
</html>
`,
  }],
]);
