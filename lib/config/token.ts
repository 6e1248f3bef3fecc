/** Whether a text is a `token` of RFC 9110 section 5.6.2: a method, a field name, an auth scheme. */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
