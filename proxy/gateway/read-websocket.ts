/**
 * browser ─frames→ read, message by message → judged ─the same bytes→ destination
 * browser ◄───────────────────────── unread ─────────────────────────┘
 * One message after the other: the next waits for what is said of the one before it.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { ByteBudget } from './byte-budget.ts';
import { createFrameReader, type FrameUnit } from './websocket-frames.ts';

/** A whole message, or the beginning of one that is not held. */
export type ReadMessage =
  | { readonly isText: boolean; readonly isControl: boolean; readonly payload: Buffer }
  | { readonly why: 'too-large' | 'busy'; readonly length: number };

export interface WebSocketReading {
  /** Bytes of one message. */
  readonly most: number;
  readonly budget: ByteBudget;
  /** null: it may go on; else the reference that the browser is told. Never rejects. */
  readonly judge: (message: ReadMessage, signal: AbortSignal) => Promise<string | null>;
}

/** Stands for the browser's connection: what is read from it has been looked at. */
export interface ReadSocket extends Duplex {
  setTimeout(ms: number, onTimeout?: () => void): this;
  setNoDelay(isOn?: boolean): this;
  setKeepAlive(isOn?: boolean, ms?: number): this;
  destroySoon(): void;
}

const lingerMs = 2_000;

export function readWebSocket(
  person: Socket,
  head: Buffer,
  { most, budget, judge }: WebSocketReading,
): ReadSocket {
  const gone = new AbortController();
  let held = 0;
  let last: Buffer | null = null;
  let isReading = false;
  let onWanted = () => {};
  const reader = createFrameReader({
    most,
    hold(bytes) {
      if (!budget.take(bytes)) return false;
      held += bytes;
      return true;
    },
  });
  const release = (bytes: number) => {
    const back = Math.min(bytes, held);
    held -= back;
    budget.giveBack(back);
  };

  const stream = new Duplex({
    read() {
      if (!isReading) {
        isReading = true;
        void pump().catch(() => stream.destroy());
      }
      onWanted();
    },
    write(chunk: Buffer, _encoding, done) {
      if (last !== null || person.destroyed) done();
      else person.write(chunk, () => done());
    },
    final(done) {
      person.end();
      done();
    },
    destroy(_error, done) {
      gone.abort();
      release(held);
      if (last === null) person.destroy();
      else endWith(last);
      done(null);
    },
  });
  stream.on('error', () => {});
  person.once('close', () => stream.destroy());

  async function pump(): Promise<void> {
    if (head.length > 0) person.unshift(head);
    for await (const chunk of person.iterator({ destroyOnReturn: false })) {
      for (const unit of reader.push(chunk as Buffer)) {
        if (!(await passOn(unit))) return;
      }
    }
    stream.push(null);
  }

  async function passOn(unit: FrameUnit): Promise<boolean> {
    if (stream.destroyed) return false;
    if (unit.kind === 'broken') return stop(1002, '');
    const refused = unit.kind === 'rest' ? null : await judge(unit, gone.signal);
    if (stream.destroyed) return false;
    if (refused !== null) return stop(1008, refused);
    for (const piece of joined(unit.raw)) {
      if (stream.push(piece)) continue;
      await new Promise<void>((resolve) => {
        onWanted = resolve;
        stream.once('close', resolve);
      });
      if (stream.destroyed) return false;
    }
    if (unit.kind === 'message' && !unit.isControl) release(unit.payload.length);
    if (unit.kind === 'large') release(held);
    return true;
  }

  function stop(code: number, reason: string): false {
    last = closeFrame(code, reason);
    stream.destroy();
    return false;
  }

  /** What the browser is still sending is thrown away: closing over it would lose the last frame. */
  function endWith(frame: Buffer): void {
    if (person.destroyed) return;
    person.end(frame);
    person.removeAllListeners('readable');
    person.resume();
    const timer = setTimeout(() => person.destroy(), lingerMs);
    person.once('end', () => person.destroySoon());
    person.once('close', () => clearTimeout(timer));
  }

  return Object.assign(stream, {
    setTimeout(ms: number, onTimeout?: () => void) {
      person.setTimeout(ms, onTimeout);
      return stream as ReadSocket;
    },
    setNoDelay(isOn?: boolean) {
      person.setNoDelay(isOn);
      return stream as ReadSocket;
    },
    setKeepAlive(isOn?: boolean, ms?: number) {
      person.setKeepAlive(isOn, ms);
      return stream as ReadSocket;
    },
    destroySoon() {
      stream.end(() => stream.destroy());
    },
  }) as ReadSocket;
}

/** Small pieces are one write: each would be a record of TLS. */
function joined(raw: readonly Buffer[]): readonly Buffer[] {
  return raw.reduce((sum, { length }) => sum + length, 0) > 16_384 ? raw : [Buffer.concat(raw)];
}

function closeFrame(code: number, reason: string): Buffer {
  const text = Buffer.from(reason.slice(0, 100), 'latin1');
  const frame = Buffer.alloc(4 + text.length);
  frame[0] = 0x88;
  frame[1] = 2 + text.length;
  frame.writeUInt16BE(code, 2);
  text.copy(frame, 4);
  return frame;
}
