/** Most decoded views have no hit: nothing is set aside for them. */
const NONE = new Int32Array(0);
const LEAST_CELLS = 256;

/**
 * The hits of a walk in order of position: the automaton's state, and where the literal's last letter
 * stands. Kept from walk to walk, since growing it anew each time costs more than the walk.
 */
export class HitList {
  length = 0;
  #cells = NONE;

  stateAt(index: number): number {
    return this.#cells[2 * index] ?? 0;
  }

  positionAt(index: number): number {
    return this.#cells[2 * index + 1] ?? 0;
  }

  add(state: number, position: number): void {
    const at = 2 * this.length;
    if (at === this.#cells.length) {
      const grown = new Int32Array(Math.max(LEAST_CELLS, 2 * this.#cells.length));
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[at] = state;
    this.#cells[at + 1] = position;
    this.length++;
  }
}
