/** Classes of bytes that the walk tells apart: letters (case folded), digits, and all the rest as one. */
export const CLASS_COUNT = 37;

/**
 * The class of every byte: 0 for whatever is neither ASCII letter nor digit (the walk passes over it),
 * 1 to 26 for letters in either case, 27 to 36 for digits.
 */
export const letterClasses: Uint8Array = (() => {
  const classes = new Uint8Array(256);
  for (let letter = 0; letter < 26; letter++) {
    classes[0x41 + letter] = 1 + letter;
    classes[0x61 + letter] = 1 + letter;
  }
  for (let digit = 0; digit < 10; digit++) classes[0x30 + digit] = 27 + digit;
  return classes;
})();
