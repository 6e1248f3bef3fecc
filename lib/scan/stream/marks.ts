/**
 * How far the input of a stage may go, told from how far its output may. Notes which input gave which
 * output, in bytes counted from the first.
 */
export interface Marks {
  /** All that `input` bytes hold has come out with `output` bytes. Neither ever falls. */
  add(input: number, output: number): void;
  /** Input that may go when so much of the output may. */
  cleared(output: number): number;
}

export function marks(): Marks {
  let inputs: number[] = [];
  let outputs: number[] = [];
  let first = 0;
  let passed = 0;

  function dropPassed(): void {
    // In one go now and then, so that a mark costs the same however many there are.
    if (first < 1024 || 2 * first < inputs.length) return;
    inputs = inputs.slice(first);
    outputs = outputs.slice(first);
    first = 0;
  }

  return {
    add(input, output) {
      const last = inputs.length - 1;
      if (last >= first && outputs[last] === output) {
        inputs[last] = input;
        return;
      }
      inputs.push(input);
      outputs.push(output);
    },
    cleared(output) {
      while (first < inputs.length && (outputs[first] ?? Infinity) <= output) {
        passed = inputs[first] ?? passed;
        first++;
      }
      dropPassed();
      return passed;
    },
  };
}
