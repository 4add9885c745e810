/**
 * What a browser sends over a WebSocket (RFC 6455, 5.2), frame by frame → messages, each with the
 * bytes that it came in. Pure. What is too large is told as such, and what follows of it is `rest`.
 */

export type FrameUnit =
  | {
      readonly kind: 'message';
      /** Of a control frame (ping, pong, close) its payload. */
      readonly isControl: boolean;
      readonly isText: boolean;
      /** Unmasked. */
      readonly payload: Buffer;
      /** Exactly as it came. */
      readonly raw: readonly Buffer[];
    }
  /** The beginning of a message that is not held. */
  | {
      readonly kind: 'large';
      readonly why: 'too-large' | 'busy';
      readonly raw: readonly Buffer[];
      /** Bytes of its payload so far, and of this frame. */
      readonly length: number;
    }
  | { readonly kind: 'rest'; readonly raw: readonly Buffer[] }
  /** Not what the protocol allows: nothing after it can be read. */
  | { readonly kind: 'broken' };

export interface FrameReader {
  push(chunk: Buffer): FrameUnit[];
}

export interface FrameLimits {
  /** Bytes of one message. */
  readonly most: number;
  /** false: there is no room for so many more bytes now. */
  hold(bytes: number): boolean;
}

interface Header {
  readonly isLast: boolean;
  readonly opcode: number;
  readonly mask: Buffer;
  readonly length: number;
}

interface Frame extends Header {
  readonly chunks: Buffer[];
  left: number;
}

interface Message {
  readonly isText: boolean;
  readonly raw: Buffer[];
  readonly frames: Frame[];
  length: number;
  /** It is not held any more. */
  isLarge: boolean;
}

const textFrame = 1;
const binaryFrame = 2;
const firstControl = 8;

export function createFrameReader({ most, hold }: FrameLimits): FrameReader {
  let head: Buffer = Buffer.alloc(0);
  let frame: Frame | null = null;
  let control: Frame | null = null;
  let controlHead: Buffer = head;
  let message: Message | null = null;
  let isBroken = false;

  return {
    push(chunk) {
      const units: FrameUnit[] = [];
      let at = 0;
      while (!isBroken && (at < chunk.length || isDone(frame) || isDone(control))) {
        const current: Frame | null = control ?? frame;
        if (current === null) at += readHead(chunk, at, units);
        else at += readPayload(current, chunk, at, units);
      }
      return units;
    },
  };

  function readHead(chunk: Buffer, at: number, units: FrameUnit[]): number {
    const wanted = headLength(head) - head.length;
    const piece = chunk.subarray(at, at + wanted);
    head = Buffer.concat([head, piece]);
    if (head.length < headLength(head)) return piece.length;
    const header = parseHead(head);
    const whole = head;
    head = Buffer.alloc(0);
    if (header === null || !begin(header, whole, units)) {
      isBroken = true;
      units.push({ kind: 'broken' });
    }
    return piece.length;
  }

  /** @returns false where such a frame may not come now */
  function begin(header: Header, whole: Buffer, units: FrameUnit[]): boolean {
    const begun: Frame = { ...header, chunks: [], left: header.length };
    if (header.opcode >= firstControl) {
      control = begun;
      controlHead = whole;
      return true;
    }
    if ((header.opcode === 0) === (message === null)) return false;
    message ??= {
      isText: header.opcode === textFrame,
      raw: [],
      frames: [],
      length: 0,
      isLarge: false,
    };
    frame = begun;
    message.length += header.length;
    if (message.isLarge) {
      units.push({ kind: 'rest', raw: [whole] });
      return true;
    }
    message.raw.push(whole);
    message.frames.push(begun);
    if (message.length > most) becomeLarge(message, 'too-large', units);
    return true;
  }

  function becomeLarge(large: Message, why: 'too-large' | 'busy', units: FrameUnit[]): void {
    large.isLarge = true;
    units.push({ kind: 'large', why, raw: large.raw.splice(0), length: large.length });
    large.frames.length = 0;
  }

  function readPayload(current: Frame, chunk: Buffer, at: number, units: FrameUnit[]): number {
    const piece = chunk.subarray(at, at + current.left);
    current.left -= piece.length;
    if (current === control) current.chunks.push(piece);
    else if (message !== null && piece.length > 0) keep(message, current, piece, units);
    if (current.left === 0) finish(current, units);
    return piece.length;
  }

  function keep(to: Message, current: Frame, piece: Buffer, units: FrameUnit[]): void {
    if (to.isLarge) {
      units.push({ kind: 'rest', raw: [piece] });
      return;
    }
    to.raw.push(piece);
    current.chunks.push(piece);
    if (!hold(piece.length)) becomeLarge(to, 'busy', units);
  }

  function finish(current: Frame, units: FrameUnit[]): void {
    if (current === control) {
      control = null;
      const raw = [controlHead, ...current.chunks];
      const payload = unmasked([current]);
      units.push({ kind: 'message', isControl: true, isText: false, payload, raw });
      return;
    }
    frame = null;
    if (!current.isLast || message === null) return;
    const { isLarge, isText, raw, frames } = message;
    message = null;
    if (isLarge) return;
    units.push({ kind: 'message', isControl: false, isText, payload: unmasked(frames), raw });
  }
}

/** A frame without payload is over as soon as it has begun. */
function isDone(frame: Frame | null): boolean {
  return frame !== null && frame.left === 0;
}

/** Bytes of the header, as far as it can be told: two say how many. Without a mask it is refused at once. */
function headLength(head: Buffer): number {
  if (head.length < 2 || ((head[1] ?? 0) & 0x80) === 0) return 2;
  const short = (head[1] ?? 0) & 0x7f;
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + 4;
}

/** null: no compression was agreed on, whatever a browser sends is masked, and lengths are spelt shortest. */
function parseHead(head: Buffer): Header | null {
  const [first = 0, second = 0] = head;
  const opcode = first & 0x0f;
  const isLast = (first & 0x80) !== 0;
  const isControl = opcode >= firstControl;
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) return null;
  if (opcode > (isControl ? 10 : binaryFrame)) return null;
  const short = second & 0x7f;
  if (isControl && (!isLast || short > 125)) return null;
  const length =
    short === 126 ? head.readUInt16BE(2) : short === 127 ? Number(head.readBigUInt64BE(2)) : short;
  if ((short === 126 && length < 126) || (short === 127 && length < 65_536)) return null;
  if (!Number.isSafeInteger(length)) return null;
  return { isLast, opcode, length, mask: Buffer.from(head.subarray(-4)) };
}

function unmasked(frames: readonly Frame[]): Buffer {
  const payload = Buffer.allocUnsafe(frames.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { chunks, mask } of frames) {
    const start = at;
    for (const chunk of chunks) {
      for (const byte of chunk) {
        payload[at] = byte ^ (mask[(at - start) & 3] ?? 0);
        at++;
      }
    }
  }
  return payload;
}
