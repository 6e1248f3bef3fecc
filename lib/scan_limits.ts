/** The bounds of what reads bodies and texts; a part of `limits`, by which name they are used. */
export const scanLimits = {
  // --- bodies read for the scan --------------------------------------------------------------------

  /** Everything that is decoded from one body together: four times the largest body that is held. ClamAV: MaxScanSize. */
  bodyDecodedBytes: 64 * 1024 * 1024,
  /** Decoded output that no ratio is asked of: small repetitive logs compress very well. */
  bodyInflateFreeBytes: 1024 * 1024,
  /** Output per input byte above that. Deflate reaches 1,032; texts stay below 50; Apache Tika refuses at 100. */
  bodyInflateRatio: 200,
  /** Content codings declared for one body. curl and urllib3: 5. */
  bodyCodings: 5,
  /** Compressed data found inside compressed data without being declared. */
  bodyUnlabelledDepth: 3,
  /** What is decoded first of data that nobody declared, to see whether it is compressed at all. */
  bodyProbeBytes: 64 * 1024,
  /** Compressed data that is undone in one call if it is no longer, and fed in slices of so much otherwise: the emptiest gzip members take 4 ns a byte. */
  bodyInflateSliceBytes: 64 * 1024,
  /** And if no more than this comes out of it: two milliseconds. */
  bodyInflateAtOnceBytes: 1024 * 1024,
  /** What comes out of compressed data between two turns of the event loop, half a millisecond. */
  bodyInflateStepBytes: 256 * 1024,
  /** What a zstd block gives at most (RFC 8878 section 3.1.1.2.4). More is never written to the platform's decoder at a time: an error behind a full output buffer would end the process. */
  zstdBlockBytes: 128 * 1024,
  /** Heads of zstd blocks that are walked over between two turns: an empty block has three bytes. */
  zstdStepBlocks: 64 * 1024,
  /** Frames of one zstd body. pzstd and the seekable format write one for each MiB or so. */
  zstdFrames: 1000,
  /** Starts of gzip or zstd data inside one binary body: chance gives about one in 16 MiB. */
  bodyEmbeddedStreams: 1000,
  /** Compressed streams of a PDF or PNG that are tried: a manual has some thousand, each some ten microseconds. */
  documentStreams: 10_000,
  /** Chunks of a PNG that are walked over between two turns: the emptiest have twelve bytes. */
  pngStepChunks: 4096,
  /** The pixels of a picture that are read as bytes: a small one could be a text; of large ones a blank one is a bomb by its ratio. */
  pictureBytes: 1024 * 1024,
  /** Bytes before a PDF's stream in which its dictionary is looked at. */
  pdfDictionaryBytes: 512,
  /** Where a PDF's head stands at the latest (ISO 32000-1, annex H, note 13): readers take what stands before it. */
  pdfHeadBytes: 1024,
  /** Parts of a multipart body, nested ones included. Django: 1,000 fields. */
  multipartParts: 1000,
  /** A multipart body inside a multipart body (form-data with mixed): RFC 7578 needs no more. */
  multipartDepth: 2,
  /** The fields of one part. busboy: 80 KiB; Go: 10 MiB for all parts; browsers send below 1 KiB. */
  partHeadBytes: 16 * 1024,
  /** Archives inside archives that are opened: an enterprise archive holds a web one, which holds libraries. ClamAV: MaxRecursion 17. */
  archiveDepth: 4,
  /** Entries read of one zip or tar archive. ClamAV: MaxFiles 10,000. */
  archiveEntries: 10_000,
  /** A string up to this length is joined whole with its neighbours: longer than most tokens. */
  joinWholeBytes: 256,
  /** What is kept of either end of a longer one: the greater part of a token, or its prefix. */
  joinEdgeBytes: 64,
  /** A JSON string up to this length is joined with its spaces: lines of a key cut into small pieces. */
  joinSpacedBytes: 16,
  /** Different values that are replaced in one request. More are a dump of secrets, which no upstream needs redacted. */
  redactValues: 64,
  /** The longest value that is replaced, a key file. V8 refuses patterns of twice as many letters, in words that repeat them. */
  redactValueBytes: 16 * 1024,
  /** Bytes that are looked at for all values of a request: each is looked for in all of it and in what it decodes to, at 70 to 170 MB a second. So this is some seconds, in steps. */
  redactWorkBytes: 512 * 1024 * 1024,
  /** What is decoded, and how much of a pattern is tried, between two turns of the event loop: below a millisecond. */
  redactStepBytes: 64 * 1024,
  /** What is shown on either side of an escaped stretch that looks like a value: a word and an operator before it. */
  escapeMarginBytes: 96,
  /** The longest stretch beside an escape that is shown whole: a JSON Web Token with many claims. */
  escapeRunBytes: 16 * 1024,

  // --- the scan's engine ---------------------------------------------------------------------------

  /** A known secret that is shorter is not looked for, and reported by name: ordinary words have seven letters. */
  knownSecretLeastBytes: 8,
  /** Letters and digits in a row that give a known secret away. Twelve of base62 are 71 bits. Even: a block is half of it. */
  knownSecretPieceLetters: 12,
  /** The most separators in a row between two letters of a known secret: a line of an indented JSON array has 16. */
  scanGapBytes: 16,
  /** Text walked and looked through for encoded stretches in one step: half a millisecond, a few where a text is made to be slow. */
  scanStepBytes: 64 * 1024,
  /** Places that are tried in one step: some ten microseconds each at the most. */
  scanStepPlaces: 256,
  /** The longest text that is searched as one for a pattern that may begin before its keyword. Keywords in rows would make it endless. */
  scanWindowBytes: 4096,
  /** Encodings inside encodings that are undone. gitleaks: 5 as an option, 0 unless told. */
  scanViewDepth: 4,
  /** Decoded text that is looked at, per byte of the text, beside a free share. All decodings but gzip shrink; only a text made for it comes near. */
  scanDecodedPerByte: 8,
  /** The free share: a short text may be nothing but an encoded one. */
  scanDecodedFreeBytes: 256 * 1024,
  /** What comes out of gzip inside base64 in one text. Larger bodies in gzip are undone before the scan, by their coding. */
  scanUnpackedBytes: 4 * 1024 * 1024,
  /** Places that look like gzip inside base64 in one piece of text. Chance gives one in 16 MiB. */
  scanPackedPlaces: 16,
  /** The longest run of encoded characters that is decoded as one; a longer one goes on with the next step. */
  scanRunBytes: 128 * 1024,
  /** What of a streamed body is held back: a private key in PEM (8 KiB) with every character escaped as six, or a token of 200 in four encodings. */
  streamWindowBytes: 64 * 1024,
  /** New bytes of a stream that are looked at together: the window is looked at again with each. */
  streamPieceBytes: 128 * 1024,
  /** What of a streamed body may wait to be judged: the window and a piece (192 KiB) in UTF-32, one block more. What asks for more gives hardly any text for its bytes. */
  streamHeldBytes: 1024 * 1024,
  /** The first bytes of a streamed body that tell what it is: a tar entry's head. */
  streamSniffBytes: 512,
  /** A part of a streamed multipart body that is held whole because it must be (JSON, archives): what describes an upload is short. */
  streamHeldTextBytes: 256 * 1024,
  /** Different warnings that one streamed body gives; more of them tell nothing new. */
  streamWarnings: 100,
  /** Starts of compressed data in a streamed body that are tried in any case. */
  streamStartsFree: 64,
  /** And one for so many of its bytes: chance gives one in 16 MiB. */
  streamBytesPerStart: 1024 * 1024,
  /** Of these, undone at the same time, with 500 KiB of memory each. By chance two hardly meet. */
  streamStartsOpen: 8,
  /** Output of an inflating decoder that is taken at once: a millisecond's work to look at. Node: 16 KiB. */
  inflateChunkBytes: 64 * 1024,
  /** The window of zstd data as a power of two: 8 MiB, as RFC 9659 asks of the content coding. */
  zstdWindowBits: 23,
  /** Characters of near misses (a pattern matched, its check said no) and of disguises that are tried in one text, free and per byte of it. Ordinary text spends one per byte at most. */
  scanEffortFree: 64 * 1024,
  /** And what each byte adds to it. */
  scanEffortPerByte: 8,

  // --- streams of events, as language models send them ------------------------------------------------

  /** An event that is held until it is whole: some milliseconds to parse, and less than what of a streamed body may wait. Deltas have 200 bytes, whole answers 100 KiB, images more. */
  eventBytes: 256 * 1024,
  /** The first bytes of what is not said to be events that are waited for, to see whether it is: fields before the data, and its bracket. */
  eventSniffBytes: 64,
  /** And that are looked at, if they came together: some fields and comments, or a first line of JSON. */
  eventHeadBytes: 1024,
  /** Values in an event that is looked through for texts, at a microsecond each. Deltas have 20, a list of tools some thousand. */
  eventValues: 8192,
  /** What of a stream is cut into events between two turns at the least: comments of two bytes cost two milliseconds. */
  eventStepBytes: 16 * 1024,
  /** Texts of one stream that are followed at a time; further ones share one. Models write two or three; each takes some 50 KB and, of long texts, four times that. */
  eventChannels: 16,
  /** The longest name of a text's part, as an item's id: those seen have 60 characters. */
  eventKeyChars: 64,
  /** Events of one text that wait for it, each told apart; of more, the last ones wait for each other. */
  eventMarks: 1024,
  /** Events with texts that a text may be silent for while others wait for it: a quarter of a second at 60 a second. */
  eventSilence: 16,
  /** What a text that rested begins again with, so that what the rest cut is seen: a token in two encodings. */
  eventTailChars: 1024,
  /** Objects inside objects that are looked into for texts. Deltas of models have 8. */
  eventDepth: 32,
  /** What an event costs beside its bytes, as so many bytes to look at: two microseconds. */
  eventCostBytes: 512,

  // --- signs of prompt injection in what comes in -----------------------------------------------------

  /** Bytes from a demand's verb to what it is about: a sentence of the length that people write. */
  injectionNearBytes: 200,
  /** Bytes in which every sign that begins has ended: the longest row, with twelve characters between any two words, takes half of it. */
  injectionReachBytes: 2048,
  /** What of a text is looked at together in its encodings, from where it first looks encoded: what it decodes to holds the longest demand. */
  injectionViewBytes: 4096,
  /** Bytes on either side of that which are read with it: an escaped word, and the rest of a demand that begins in it. */
  injectionViewMarginBytes: 1024,
  /** A push is taken in pieces for which the window need not grow: what is kept before one is 3 KiB, and both fit the cache of a core. */
  injectionPieceBytes: 16 * 1024,
  /** States of the patterns' machine that are kept, at 256 bytes each; 10 MB of text of six kinds made half of them. RE2 begins anew as well. */
  injectionFilterStates: 8192,
  /** States that one piece of text may make, at some ten microseconds each: 3 ms. */
  injectionFilterMadeStates: 256,
  /** Bytes behind a keyword in which the machine looks whether a pattern may match: a few words, after which the pattern is tried. */
  injectionFilterReachBytes: 160,
  /** Encodings inside encodings that are undone in what comes in. A model does not read what is deeper by itself. */
  injectionViewDepth: 2,
  /** Decoded text that is looked at per byte of what comes in, beside the free share: each of the views once. */
  injectionDecodedPerByte: 4,
  /** The shortest text that may tell something: a role marker. */
  injectionLeastBytes: 6,
  /** Findings told of one text: an operator reads no more, and one block is enough. */
  injectionFindings: 16,
} as const;
