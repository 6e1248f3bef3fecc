/**
 * True if a value reads as words: `get_user_token`, `config.auth.clientSecret`, `node_modules/jwt/v2`,
 * `MyAccessTokenProvider`. Pieces between separators and changes of case that can be spoken make up
 * most of it. Random text breaks into pieces of one or two letters, or runs of consonants.
 */
export function isWordy(value: string): boolean {
  let total = 0;
  let spoken = 0;
  for (const piece of value.match(PIECES) ?? []) {
    total += piece.length;
    if (isSpoken(piece)) spoken += piece.length;
  }
  return total > 0 && spoken >= total * SPOKEN_SHARE;
}

const SPOKEN_SHARE = 0.7;
/** A word may begin with a capital; an abbreviation is all capitals; digits stand by themselves. */
const PIECES = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]|\d+/g;

function isSpoken(piece: string): boolean {
  if (piece.length < 3) return false;
  if (/^\d/.test(piece)) return false;
  if (piece.length <= 4 && ABBREVIATIONS.test(piece)) return true;
  return /[aeiouy]/i.test(piece) && !/[^aeiouy]{5}/i.test(piece) && !RARE.test(piece);
}

/** Abbreviations without a vowel that names in code are full of. */
const ABBREVIATIONS =
  /^(?:url|uri|api|jwt|key|http|html|json|str|cfg|ctx|src|tmp|pwd|ssl|tls|ssh|sql|csrf|db|cmd|env|dev|prod|req|res|msg|btn|img|xml|css|txt|md5|sha)$/i;
/** Pairs that hardly any word of a Latin script has. */
const RARE = /[jqzv][bcdfgjkmpqtvwx]|[bcdfghjklmptvwxz]q(?!u)|q[^u]|[hjkmpvw]x|[fghjkmpqvw]z/i;
