/**
 * browser ─bytes→ gateway ─bytes→ destination, and back, unread.
 * Whichever side closes ends the other; what one side has finished sending may still be answered.
 */
import type { Socket } from 'node:net';
import { freeChunk } from './free-chunk.ts';
import type { Greeting } from './greeting.ts';
import type { UpstreamSocket } from './upstream-socket.ts';

/** What may wait for a slow destination, of each tunnel. */
const waitingBytes = 262_144;

export interface TunnelEnd {
  readonly end:
    | 'closed'
    | 'aborted'
    | 'destination-broke-off'
    | 'idle'
    | 'no-longer-allowed'
    | 'unread-upload'
    | 'host-mismatch';
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface TunnelOptions {
  /** Bytes that came behind the CONNECT. */
  readonly head: Buffer;
  /** Without a byte either way. */
  readonly idleMs: number;
  /** The same after one side has finished sending. */
  readonly halfOpenMs: number;
  /** Asked before bytes go up; false ends the tunnel (`unread-upload`). Absent: nobody counts. */
  readonly allows?: (bytes: number) => boolean;
  /** Judges the person's first bytes before they go up (`host-mismatch`). Absent: nobody does. */
  readonly greeting?: Greeting;
  readonly onEnd: (end: TunnelEnd) => void;
}

/** @returns a function that ends it because it is no longer allowed */
export function joinTunnel(
  person: Socket,
  upstream: UpstreamSocket,
  { head, idleMs, halfOpenMs, allows = () => true, greeting, onEnd }: TunnelOptions,
): () => void {
  const { socket } = upstream;
  let end: TunnelEnd['end'] = 'closed';
  let open = 2;
  /** What waits for the judgement on the greeting; null: nothing does any more. */
  let held: Buffer | null = greeting === undefined ? null : Buffer.alloc(0);
  let isJudging = false;
  let hasEnded = false;

  // Handlers first: an error between two of them would have nobody to hear it.
  person.on('error', () => abort('aborted', socket));
  socket.on('error', () => abort('destination-broke-off', person));
  person.once('close', onClose);
  socket.once('close', onClose);
  person.once('end', onPersonEnd);
  socket.once('end', () => finish(person));
  person.on('data', (chunk: Buffer) => {
    if (held !== null) hold(held, chunk);
    else if (sent(chunk) && socket.writableLength === 0) freeChunk(chunk);
  });
  socket.on('drain', () => person.resume());
  // Writes count as activity as well, so the person's side alone sees both directions.
  person.setTimeout(idleMs, () => stop('idle'));

  if (head.length > 0) {
    if (held !== null) hold(held, head);
    else sent(head);
  }
  upstream.start((chunk) => {
    person.write(chunk, onWritten);
    // Taken by the kernel in the same turn: the buffer may be read into again.
    return person.writableLength === 0;
  });
  person.resume();
  // A paused socket still tells its end, and may have done so before anybody listened.
  if (person.readableEnded && !hasEnded) onPersonEnd();
  if (socket.readableEnded) finish(person);
  if (person.closed) onClose();
  if (socket.closed) onClose();
  return () => stop('no-longer-allowed');

  /** @returns whether it may */
  function sent(chunk: Buffer): boolean {
    if (!allows(chunk.length)) {
      stop('unread-upload');
      return false;
    }
    // A little is let wait here: to stop and start reading at each chunk costs more than it saves.
    if (!socket.write(chunk) && socket.writableLength > waitingBytes) person.pause();
    return true;
  }

  function hold(before: Buffer, chunk: Buffer) {
    held = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
    judge(held);
  }

  function judge(bytes: Buffer) {
    // What comes meanwhile waits with the rest.
    if (isJudging) return;
    const judged = greeting?.(bytes, hasEnded) ?? 'pass';
    if (judged === 'more') return;
    if (judged === 'pass') {
      release();
      return;
    }
    isJudging = true;
    person.pause();
    judged.then(
      (passes) => {
        if (!passes) stop('host-mismatch');
        else if (!socket.destroyed) {
          release();
          person.resume();
        }
      },
      () => stop('host-mismatch'),
    );
  }

  function release() {
    const bytes = held ?? Buffer.alloc(0);
    held = null;
    if (sent(bytes) && hasEnded) finish(socket);
  }

  function onPersonEnd() {
    hasEnded = true;
    if (held === null || held.length === 0) finish(socket);
    else judge(held);
  }

  function stop(why: TunnelEnd['end']) {
    end = why;
    person.destroy();
    socket.destroy();
  }

  /** `drain` need not come where write() returned true: the write's own callback always does. */
  function onWritten() {
    if (person.writableLength === 0) upstream.freed();
  }

  function finish(other: Socket) {
    person.setTimeout(halfOpenMs);
    other.end();
  }

  function abort(how: 'aborted' | 'destination-broke-off', other: Socket) {
    if (end === 'closed') end = how;
    // A reset is passed on as a reset, or a cut-off answer would look like a whole one.
    if (!other.destroyed) other.resetAndDestroy();
  }

  function onClose() {
    open--;
    if (open > 0) {
      const other = person.destroyed ? socket : person;
      if (other.destroyed) return;
      // What is still to be written is written first, as long as somebody takes it.
      other.setTimeout(halfOpenMs, () => other.destroy());
      other.destroySoon();
      return;
    }
    if (open < 0) return;
    upstream.release();
    onEnd({ end, bytesUp: socket.bytesWritten, bytesDown: socket.bytesRead });
  }
}
