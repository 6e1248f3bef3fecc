// @ts-check
/**
 * Which rows of a long list are made into elements: those in sight and some round them. All rows have
 * one height, so that nothing needs to be measured but one.
 */

/**
 * @typedef {object} Sight in pixels, of the rows' part of the list
 * @property {number} scrollTop
 * @property {number} viewHeight
 * @property {number} rowHeight
 * @property {number} count of all rows
 */

/** Rows beyond each edge, so that a quick scroll shows no gap. */
const BEYOND = 12;

/**
 * @param {Sight} sight
 * @returns {{ first: number, end: number }} the first row, and the one behind the last
 */
export function virtualWindow({ scrollTop, viewHeight, rowHeight, count }) {
  const height = Math.max(1, rowHeight);
  // A list that has become shorter is told where it was scrolled to before.
  const top = Math.max(0, Math.min(scrollTop, count * height - viewHeight));
  const first = Math.max(0, Math.floor(top / height) - BEYOND);
  const end = Math.min(count, Math.ceil((top + viewHeight) / height) + BEYOND);
  return { first, end };
}

/**
 * Where to scroll to, so that a row is in sight; where it is already, nothing moves.
 *
 * @param {Sight} sight
 * @param {number} index
 */
export function scrollToShow({ scrollTop, viewHeight, rowHeight }, index) {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const least = top + rowHeight - viewHeight;
  return least > scrollTop ? least : scrollTop;
}
