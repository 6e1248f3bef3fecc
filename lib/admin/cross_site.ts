/**
 * Why a request is another site's doing; undefined if it is not. Nothing here is opened by a cookie, so
 * that another site could do nothing with an answer, but it must not even get to ask.
 *
 * @param url of the request, whose host is the one that was called
 */
export function crossSite(headers: Headers, url: URL): string | undefined {
  const origin = headers.get("origin");
  if (origin !== null && hostOf(origin) !== url.host) {
    return "the Origin is another one than this console";
  }
  const site = headers.get("sec-fetch-site");
  if (site === null || site === "same-origin" || site === "none") return undefined;
  // A link in a chat or a mail may open the page, which holds nothing before it has the token.
  const opens = url.pathname === "/" && headers.get("sec-fetch-mode") === "navigate" &&
    headers.get("sec-fetch-dest") === "document";
  return opens ? undefined : "it comes from another site";
}

/** Undefined for `null` and for what is no origin. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
