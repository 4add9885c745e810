/** A frame as a browser sends it: masked. */
export interface SentFrame {
  /** 0 goes on, 1 text, 2 binary, 8 close, 9 ping, 10 pong. */
  readonly opcode: number;
  readonly payload: string | Uint8Array;
  readonly isLast?: boolean;
  /** Of the reserved bits. */
  readonly rsv?: number;
  readonly isMasked?: boolean;
}

const mask = Buffer.from([0x5a, 0x00, 0xff, 0x13]);

export function frame({
  opcode,
  payload,
  isLast = true,
  rsv = 0,
  isMasked = true,
}: SentFrame): Buffer {
  const bytes = Buffer.from(payload as string);
  const { length } = bytes;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + extended);
  head[0] = (isLast ? 0x80 : 0) | (rsv << 4) | opcode;
  head[1] = (isMasked ? 0x80 : 0) | (extended === 0 ? length : extended === 2 ? 126 : 127);
  if (extended === 2) head.writeUInt16BE(length, 2);
  if (extended === 8) head.writeBigUInt64BE(BigInt(length), 2);
  if (!isMasked) return Buffer.concat([head, bytes]);
  return Buffer.concat([head, mask, bytes.map((byte, at) => byte ^ (mask[at & 3] ?? 0))]);
}

export const text = (payload: string) => frame({ opcode: 1, payload });
