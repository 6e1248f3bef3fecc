import { observeLimits } from "./observe_limits.ts";
import { scanLimits } from "./scan_limits.ts";

/**
 * Every bound of the sidecar, here, in scan_limits.ts and in observe_limits.ts, and nowhere else: its
 * unit in its name, its reason and a precedent beside it.
 */
export const limits = {
  // --- heads -------------------------------------------------------------------------------------

  /** A request or response head, start line and fields together. nginx: 4 x 8 KiB; Node: 16 KiB; LLM gateways send long cookies and tokens. */
  headBytes: 64 * 1024,
  /** Fields in a head. Apache: 100; h11: bounded by bytes only. */
  headFields: 256,
  /** A method. The longest registered one has 17 octets (UPDATEREDIRECTREF); a longer "word" is no HTTP. */
  methodBytes: 32,
  /** A request target. RFC 9112 asks for at least 8,000 octets. */
  targetBytes: 16 * 1024,
  /** Empty lines ignored before a request line (RFC 9112 section 2.2 asks for at least one). */
  leadingEmptyLines: 2,
  /** One line of chunk size and extensions. hyper: 16 KiB; extensions mean nothing to us and are dropped. */
  chunkLineBytes: 1024,
  /** Extensions of all chunks of one body together (CVE-2023-39326 in Go was a flood of these). */
  chunkExtensionBytes: 16 * 1024,
  /** The trailer section of a chunked body. */
  trailerBytes: 16 * 1024,

  // --- TLS, before the handshake -----------------------------------------------------------------

  /** A ClientHello. Post-quantum ones have about 2 KiB; HAProxy and nginx peek into 16 KiB. */
  clientHelloBytes: 16 * 1024,

  // --- memory of a connection --------------------------------------------------------------------

  /** A read's slab on a quiet connection, so that thousands of idle ones stay cheap. */
  readSlabSmallBytes: 4 * 1024,
  /** A read's slab while reads fill it: eight TLS records, which then travel on as one slice (hyper grows to 400 KiB, Node reads 64 KiB). */
  readSlabLargeBytes: 128 * 1024,
  /** The plaintext of a TLS record at most (RFC 8446 section 5.1): with less room left a record would take two reads. */
  tlsRecordBytes: 16 * 1024,
  /** Below this much room left a new slab is taken. */
  readSlabLeastBytes: 2 * 1024,
  /** Decrypted bytes that wait for us before an agent's TLS is paused. */
  tlsReadAheadBytes: 128 * 1024,

  // --- configuration and log ---------------------------------------------------------------------

  /** The routes file, read whole. A route has about 500 bytes, so this is some thousand routes. etcd: 1.5 MiB a request; a Kubernetes ConfigMap: 1 MiB. */
  routesFileBytes: 1024 * 1024,
  /** Nesting of the routes file, which needs 7; keeps our own recursion far from the stack's end. */
  routesFileDepth: 16,
  /** A regex in the routes file. The operator writes it, so this bounds mistakes, not attacks. Gateway API: 1024 for a path, 4096 for a header value. */
  regexChars: 1024,
  /** A `token_file`. A value must fit a head beside everything else; a JWT with many claims has 4 KiB. */
  credentialFileBytes: 16 * 1024,
  /** The longest that a held request waits for the operator: a day. A timer of the platform overflows at 24.8 days and would then fire at once. */
  tokenAllowTimeoutSeconds: 24 * 60 * 60,
  /** A body in a log event (the contract's number). */
  logBodyBytes: 16 * 1024,
  /** A path or reason in a log event. Paths of requests that people write are below 1 KiB. */
  logFieldChars: 2 * 1024,
  /** Read beyond that and thrown away after redaction: longer than most tokens. */
  logFieldMarginChars: 1024,
  /** Read beyond `logBodyBytes` and thrown away after redaction, so that a secret across the cut is seen whole: longer than a `credentialFileBytes` value percent-encoded. */
  logRedactionMarginChars: 64 * 1024,

  // --- certificates ------------------------------------------------------------------------------

  /** The authority's file: a key and a few certificates are under 10 KiB; what is larger is another file. */
  authorityFileBytes: 64 * 1024,
  /** How long an authority that is made here is valid. mitmproxy: 10 years. */
  authorityLifeMs: 3650 * 24 * 3_600_000,
  /** A leaf's life. Clients refuse 398 days and more (CA/Browser Forum); leaves live in memory only, so short costs nothing. */
  leafLifeMs: 30 * 24 * 3_600_000,
  /** How far a certificate's start lies in the past, for containers whose clock is behind. mitmproxy: 2 days. */
  certificateBackdateMs: 48 * 3_600_000,
  /** Secure contexts kept for hosts with a route; some 2 KiB each. squid's dynamic certificate cache: 4 MB. */
  leafContexts: 1024,
  /** The same for hosts without a route, apart, so that a loop over random names pushes no allowed one out. */
  deniedLeafContexts: 128,
  /** Certificates signed at once for hosts with a route: signing is the processor's work, more would only wait. */
  leafMintsAtOnce: 4,
  /** The same for hosts without a route, so that their flood leaves the processor to the others. */
  deniedLeafMintsAtOnce: 1,
  /** Handshakes that wait for a certificate of a host with a route: a second's work of an RSA authority. */
  leafMintsQueued: 512,
  /** The same for hosts without a route; further ones are closed. */
  deniedLeafMintsQueued: 64,

  // --- hosts and targets -------------------------------------------------------------------------

  /** A host name (RFC 1035 section 2.3.4, in its textual form). */
  hostBytes: 253,
  /** One label of it (same place). */
  hostLabelBytes: 63,
  /** Times that a path or a git `service` is percent-decoded; what still changes is refused. Honest clients encode once, gateways in a row twice. */
  percentDecodings: 4,
  /** Characters of a path or method that the words of a refusal repeat. */
  shownCharacters: 200,

  // --- bodies ------------------------------------------------------------------------------------

  /** A body up to this size is held whole, judged, then sent; a larger one is judged as it streams. Where the setting EGRESS_HELD_BODY_BYTES says nothing. Requests to models have up to 32 MiB with images, mostly below 2. */
  heldBodyBytes: 16 * 1024 * 1024,
  /** The most that EGRESS_HELD_BODY_BYTES may ask for: what is decoded of a body is bounded at the same. */
  heldBodyMostBytes: 64 * 1024 * 1024,
  /** All held bodies of all requests together; a request beyond it is told to come again. */
  heldBodiesBytes: 512 * 1024 * 1024,
  /** Slices of a held body that are joined to one: a peer may send it byte by byte, and a slice takes some 200 bytes beside its own. */
  heldSlices: 1024,
  /** A body that no detector reads is held up to this size all the same: one packet with its head, and it can be sent again. */
  smallBodyBytes: 64 * 1024,
  /** The body of an LFS batch, which is read for its operation. git-lfs asks for 100 objects at a time, some 20 KiB. */
  lfsBatchBytes: 64 * 1024,
  /** The beginning of an answer that is held until it was read, so that a finding in it is a 403; what follows is cut at one. Pages and JSON of APIs are mostly shorter. */
  heldAnswerBytes: 256 * 1024,
  /** And how long it is held at most, and later what may be the beginning of a sign: a person does not notice. */
  heldAnswerMs: 250,
  /** The rest of a refused request's body that is discarded so that the agent reads the refusal. curl and requests write all first. */
  drainBytes: 256 * 1024 * 1024,
  /** And the time for that. */
  drainMs: 20_000,
  /** Up to this much unread body the connection is kept for the next request. */
  drainKeepBytes: 256 * 1024,

  // --- clocks of the agent's side ----------------------------------------------------------------

  /** How late a clock may be; see clocks.ts. */
  clockTickMs: 250,
  /** Between requests on a kept connection. nginx: 75 s; undici drops after 4 s by itself, Go after 90 s. */
  agentIdleMs: 120_000,
  /** From the first byte of a head to its last. nginx: 60 s; Node: 60 s. */
  agentHeadMs: 30_000,
  /** No byte of a body that is due, or no room for a byte of an answer. nginx: 60 s each. */
  agentStallMs: 120_000,
  /** Silence behind a CONNECT before the first byte decides what the tunnel carries. */
  tunnelFirstByteMs: 10_000,
  /** The TLS handshake with an agent, the minting of its leaf included. */
  agentHandshakeMs: 15_000,

  // --- clocks of the upstream's side -------------------------------------------------------------

  /** Looking a name up, both address families beside each other. glibc: 5 s a server and try. */
  resolveMs: 5_000,
  /** One address. curl waits 300 s in all, which is longer than agents do. */
  connectMs: 10_000,
  /** TLS with an upstream. */
  upstreamHandshakeMs: 10_000,
  /** From the last byte of a request to the head of its answer: models think for minutes before one. OpenAI's and Anthropic's clients wait 600 s. */
  upstreamHeadMs: 600_000,
  /** Between two slices of a body in either direction; never a limit to the whole (streams last for hours). */
  upstreamStallMs: 600_000,
  /** An idle connection is kept this long; most servers keep theirs at least 15 s. */
  idleUpstreamMs: 15_000,
  /** Idle connections to one origin. Node's agent: 256 in all. */
  idleUpstreamsPerOrigin: 32,
  /** Idle connections in all. */
  idleUpstreams: 256,
  /** Addresses of a name that are tried one after the other. */
  addressesPerName: 4,
  /** 1xx responses before an answer. */
  interimResponses: 16,

  // --- WebSockets --------------------------------------------------------------------------------

  /** A message, which is held whole and judged before any of it goes on. The `websockets` of Python: 1 MiB; `ws`: 100 MiB; OpenAI's realtime API: 15 MiB an event. */
  webSocketMessageBytes: 16 * 1024 * 1024,
  /** A message's payload that is masked and written at a time; see write_frame.ts. */
  webSocketSliceBytes: 128 * 1024,
  /** Small messages that came together are written together, up to so many bytes. */
  webSocketBatchBytes: 64 * 1024,
  /** What of the messages before is looked at again together with a message, so that a value cut over several is seen: the longest usual token. */
  webSocketTailBytes: 1024,
  /** From one side's close frame to the other's. `ws` waits 30 s, the `websockets` of Python 10 s. */
  webSocketCloseMs: 30_000,
  /** After a close frame of our own, for the peer to read it: what a reload forbids is closed within a second. */
  webSocketLingerMs: 500,

  // --- connections -------------------------------------------------------------------------------

  /** Wait after an accept that failed (no file handle left, say), so that the loop does not spin. */
  acceptRetryMs: 50,
  /** Connections of agents at a time: each costs one to four file handles. */
  agentConnections: 8_192,
  /** Of these, tunnels that speak HTTP/2: each is bridged by two more sockets. */
  http2Tunnels: 4_096,
  /** HTTP/2 requests under way in one tunnel; hyper's own bound is 200 streams. */
  http2Requests: 256,
  /** From SIGTERM to the last answer; the process ends within 8 s. */
  stopMs: 7_000,
  /** While stopping: an HTTP/2 tunnel without requests may still be flushing its last answer, and who is told of the stop has as long to read it. */
  stopIdleMs: 500,

  // --- commands ----------------------------------------------------------------------------------

  /** `egress health` waits this long for the whole of its question. Container health checks give 30 s; a sidecar that needs 2 s for this serves nobody. */
  healthMs: 2_000,
  /** What `egress health` reads: the status line is within the first bytes. */
  healthAnswerBytes: 1024,

  // --- the operator ------------------------------------------------------------------------------

  /** Questions that wait for the operator at a time. Nobody reads more; each is a file and costs some kilobytes here. */
  openQuestions: 512,
  /** Requests that are held for these answers: agents repeat a request, so several wait for one answer. Each keeps its connection and its body. */
  heldRequests: 1024,
  /** Values that the operator approved; beyond it the oldest is forgotten and asked about again. */
  approvals: 4096,
  /** How often the queue's folder is asked for its time stamp while somebody waits: a decision is acted on within 100 ms, for 40 microseconds each time. */
  queueStampMs: 50,
  /** How often answers are looked for whatever the stamp says, since some mounts' stand still. The contract: at least every 0.5 s. */
  queuePollMs: 400,
  /** A decision does not wait longer than this for the queue's folder: a mount may hang. */
  queueWaitMs: 1_000,
  /** Files of the queue that are written or moved at a time, so that hundreds of questions at once do not need hundreds of file handles. */
  queueFilesAtOnce: 16,
  /** The file of an answer: a word and notes that a person wrote. */
  answerFileBytes: 64 * 1024,
  /** The file of a proposal, which the operator's commands read. Ours stay below 20 KiB; other tools put whole configuration files in theirs. */
  proposalFileBytes: 1024 * 1024,
  /** One line of a proposal's text, as the path: what a person reads before deciding. */
  proposalLineChars: 1_000,
  /** The reason that the operator gives with an answer: escaped as JSON it still fits `answerFileBytes`. */
  answerNotesChars: 4_000,
  /** Characters of a path in the table of `queue list`; `queue show` has all of it. */
  listedPathChars: 50,
  /** Proposals that the operator's commands read of one folder. */
  listedProposals: 1_000,

  // --- the operator's console ----------------------------------------------------------------------

  /** Requests whose facts are kept for the console: what a page still lists quickly, and an hour of an agent at work. With `observedTargetChars` and the bounds below some 70 MB at most. */
  observedRequests: 10_000,
  /** Characters of a target that are kept with these facts: as many as the log redacts of a field, before it is cut to `logFieldChars`. */
  observedTargetChars: 3 * 1024,
  /** Redacted texts that are kept for the console, so that the same path is not redacted for each request: 50 microseconds each. */
  shownTexts: 1_000,
  /** Longer ones are redacted each time. */
  shownTextChars: 256,
  /** Kinds of findings that are kept of one request; a request with more says nothing new. */
  observedFindings: 16,
  /** Characters of where something was found: a field's name is chosen by whoever sends it, and may fill a head. */
  observedSurfaceChars: 128,
  /** Characters of the words of a refusal, which may name such a field. Ours have some hundred. */
  observedTextChars: 1024,
  /** Hosts with totals of their own, with a route and without one counted apart: an agent can make up names without an end. */
  observedHosts: 1_000,
  /** Series of the counter of requests: routes by method classes, verdicts and reasons. Prometheus' advice is to stay below some thousand for a target. */
  metricSeries: 4_000,

  /** The operator's token, if it is given: online guessing of 128 bits ends nowhere. One that is made has 256. */
  adminTokenLeastChars: 22,
  /** The body of a request to the operator's listener: a reason with `answerNotesChars`, escaped as JSON. */
  adminBodyBytes: 32 * 1024,
  /** Requests in one page of the list, at most. */
  listedRequestsMost: 500,
  /** And where nothing is asked for. */
  listedRequests: 100,
  /** Characters of the text that the list is filtered by. */
  filterChars: 200,
  /** Streams of events that are open at a time: pages of a few operators. Browsers open six to a host. */
  eventStreams: 16,
  /** Changes of requests are told together, so that a busy agent costs a page one event and not a thousand. */
  eventFlushMs: 250,
  /** Requests told in one event: 200 a second are more than anybody reads, and each may cost a redaction. */
  eventRequests: 50,
  /** Changed requests that wait to be told to a page that is slow to read; beyond it the oldest are left out, and the page is told so. */
  eventWaiting: 200,
  /** A stream in which nothing happens sends an empty line so often. Proxies close silent ones after 60 s. */
  eventBeatMs: 15_000,
  /** Notices of questions that wait for their sending; further ones are dropped, since they would come too late. */
  noticesWaiting: 64,
  /** Times that a notice is sent in all. Stripe tries for days; a question waits five minutes. */
  noticeTries: 5,
  /** Before the second try; each further one waits twice as long: 1, 2, 4, 8 s. */
  noticeRetryMs: 1_000,
  /** One try of a notice, from the lookup of the name to the head of the answer. GitHub: 10 s. */
  noticeMs: 10_000,

  // --- judging ------------------------------------------------------------------------------------

  /** Request lines and fields in which nothing was seen, kept for each engine: tools send the same fields again and again. */
  cleanHeads: 512,
  /** A longer one is looked through each time. With the number above some 2 MB. */
  cleanHeadChars: 2048,
  /** Redactions of one request, each followed by a scan. Each removes all that it found, so that two are usual. */
  redactRounds: 8,
  /** A larger body is judged in turn with others of its kind, as is every packed one: what is decoded of each may take up `bodyDecodedBytes`. */
  largeScanBytes: 1024 * 1024,
  /** Of these, how many at a time; those that wait are held bodies, which have their own bound. */
  largeScansAtOnce: 2,
  /** Work in a row before other requests get a turn. */
  turnMs: 4,
  ...scanLimits,
  ...observeLimits,
} as const;
