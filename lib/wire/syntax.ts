/**
 * The character rules of HTTP as precompiled patterns without backtracking, each for a whole string
 * of latin1 text. The reader and the writer use the same ones, so that nothing is read that could not
 * be written, and the reverse.
 */
export const syntax = {
  /** A method or a field name: `token`, RFC 9110 section 5.6.2. */
  token: /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/,
  /** A field's value or a reason phrase, RFC 9110 section 5.5: HTAB, SP, VCHAR, obs-text; may be empty. */
  value: /^[\t\x20-\x7e\x80-\xff]*$/,
  /**
   * A request target: visible ASCII only. A space or control would end it (RFC 9112 section 3.2), and
   * octets from 0x80 are no part of a URI (RFC 3986 section 2): servers differ over their meaning.
   */
  target: /^[\x21-\x7e]+$/,
} as const;
