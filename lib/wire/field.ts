/**
 * One header or trailer field as it stood on the wire: the name in its own case, the value without
 * the white space around it. Each character is one byte (latin1), so that writing it gives the same
 * bytes back.
 */
export type Field = readonly [name: string, value: string];

/** Fields in the order of the wire; a name may stand several times. */
export type Fields = readonly Field[];
