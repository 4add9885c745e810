/** The gateway's limits, in milliseconds, pieces and bytes. */

export interface Limits {
  /** Connections of browsers at the same time; more are closed at once. */
  readonly connections: number;
  /** From the first byte of a request to the end of its header block. */
  readonly headerMs: number;
  /** A connection that has said nothing yet. */
  readonly silentMs: number;
  /** To connect to one address. */
  readonly connectMs: number;
  /** Without a byte either way. */
  readonly idleMs: number;
  /** The same once one side has finished sending. */
  readonly halfOpenMs: number;
  /** Between two looks at what still stands (standing.ts). */
  readonly reviewMs: number;
  /** The TLS handshake of an intercepted tunnel. */
  readonly handshakeMs: number;
  /** Of one body (or message of a WebSocket) that is looked at; what is larger counts as not inspected. */
  readonly bodyBytes: number;
  /** Of all of them at the same time; what finds no room waits for it. */
  readonly heldBytes: number;
  /** What has waited so long for room counts as not inspected. */
  readonly roomMs: number;
}

const mega = 1024 * 1024;

export const normalLimits: Limits = {
  connections: 9_000,
  headerMs: 10_000,
  silentMs: 120_000,
  connectMs: 15_000,
  idleMs: 900_000,
  halfOpenMs: 60_000,
  reviewMs: 30_000,
  handshakeMs: 10_000,
  bodyBytes: 200 * mega,
  heldBytes: 128 * mega,
  roomMs: 180_000,
};
