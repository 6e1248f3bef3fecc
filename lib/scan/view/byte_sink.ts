import { limits } from "../../limits.ts";
import { lazyText } from "../lazy_text.ts";
import type { Text } from "../text_scan.ts";

/** Most views stay empty: nothing is set aside for them. */
const EMPTY = new Uint8Array(0);
const LEAST_BYTES = 1024;

/** Bytes of a decoded view, stretch after stretch. */
export class ByteSink {
  #bytes = EMPTY;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = byte;
  }

  addAll(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A code point in UTF-8; a lone surrogate becomes three bytes like any other. */
  addCodePoint(code: number): void {
    if (code < 0x80) return this.add(code);
    if (code < 0x800) {
      this.add(0xc0 | (code >> 6));
    } else {
      if (code < 0x10000) this.add(0xe0 | (code >> 12));
      else {
        this.add(0xf0 | (code >> 18));
        this.add(0x80 | ((code >> 12) & 0x3f));
      }
      this.add(0x80 | ((code >> 6) & 0x3f));
    }
    this.add(0x80 | (code & 0x3f));
  }

  /** Ends a stretch: what follows did not stand beside it, so nothing may be found across the border. */
  endStretch(): void {
    if (this.#length + GAP > this.#bytes.length) this.#grow(GAP);
    this.#bytes.fill(0x0a, this.#length, this.#length + GAP);
    // Line ends alone would be passed over inside a run of base64 or hex.
    this.#bytes[this.#length + GAP / 2] = BORDER;
    this.#length += GAP;
  }

  /** Whether the bytes from `start` on are not all the same: one character over and over (padding, zeros) holds nothing. */
  isVariedFrom(start: number): boolean {
    for (let i = start + 1; i < this.#length; i++) {
      if (this.#bytes[i] !== this.#bytes[start]) return true;
    }
    return false;
  }

  /** Takes back what was added after `length` bytes. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** The bytes, and the same as latin1 text. Nothing may be added afterwards. */
  take(): Text {
    return lazyText(this.#bytes.subarray(0, this.#length));
  }

  #grow(by: number): void {
    const grown = new Uint8Array(Math.max(LEAST_BYTES, 2 * this.#bytes.length, this.#length + by));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** Longer than the largest gap that is passed over within a known secret. */
const GAP = limits.scanGapBytes + 8;
/** A control character, which no run of encoded text holds. */
const BORDER = 0x02;
