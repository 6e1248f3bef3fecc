/** A question to the operator as it stands in the queue (contract, section 5); the keys in their order. */
export interface Proposal {
  /** A UUID in lower case. */
  readonly id: string;
  readonly bottle_slug: string;
  readonly tool: string;
  /** What the operator reads. */
  readonly proposed_file: string;
  /** One fixed sentence about the consequence. */
  readonly justification: string;
  /** ISO 8601, UTC. */
  readonly arrival_timestamp: string;
  /** SHA-256 of `proposed_file` in UTF-8, in hex. */
  readonly current_file_hash: string;
}
