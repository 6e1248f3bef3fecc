/** Bytes that are zlib data, as a document's structure says. What follows its end is left alone. */
export interface DocumentStream {
  /** The format of the document, as views name it. */
  readonly format: "pdf" | "png";
  readonly bytes: Uint8Array;
  /** Whether it is the pixels of a picture. */
  readonly isPicture: boolean;
}
