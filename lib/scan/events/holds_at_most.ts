/** Whether a value of JSON holds no more than `most` values, itself included. Looks at no more than these. */
export function holdsAtMost(most: number, value: unknown): boolean {
  const waiting: unknown[] = [value];
  for (let seen = 1; waiting.length > 0;) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    const inner: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    seen += inner.length;
    if (seen > most) return false;
    waiting.push(...inner);
  }
  return true;
}
