/** What the operator decided about a proposal. */
export interface Answer {
  readonly allowed: boolean;
  /** As it stands in the queue: `approved`, `modified`, or another word, which rejects. */
  readonly status: string;
  /** Empty where there are none. */
  readonly notes: string;
}
