/** Archives with nothing packed, made when the test runs: header by header. */
import { crc32 } from 'node:zlib';
import { number16, number32 } from './build-compound.ts';

export interface Packed {
  readonly name: Uint8Array;
  readonly content: Uint8Array;
}

/** LZH, method -lh0-. @param level of its headers */
export function lzhOf(level: 0 | 1 | 2, entries: readonly Packed[], method = '-lh0-'): Buffer {
  const made = entries.map(({ name, content }) =>
    Buffer.concat([lzhHeader(level, name, content, method), content]),
  );
  return Buffer.concat([...made, Buffer.of(0)]);
}

/** CRC-16 (IBM), as LZH has it. */
function crc16(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum & 1) !== 0 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  }
  return sum;
}

function lzhHeader(level: number, name: Uint8Array, content: Uint8Array, method: string): Buffer {
  const size = number32(content.length);
  const common = (packed: Buffer) =>
    Buffer.concat([Buffer.from(method), packed, size, number32(0), Buffer.of(0x20, level)]);
  const sum = number16(crc16(content));
  if (level === 2) {
    const header = (check: Buffer) => {
      const extended = [
        Buffer.concat([Buffer.of(0x00), check]),
        Buffer.concat([Buffer.of(0x01), name]),
      ];
      const linked = extended.flatMap((each) => [number16(each.length + 2), each]);
      const body = Buffer.concat([common(size), sum, Buffer.of(0x4d), ...linked, number16(0)]);
      return Buffer.concat([number16(body.length + 2), body]);
    };
    return header(number16(crc16(header(number16(0)))));
  }
  const tail = level === 0 ? sum : Buffer.concat([sum, Buffer.of(0x4d), number16(0)]);
  const body = Buffer.concat([common(size), Buffer.of(name.length), name, tail]);
  const check = body.reduce((total, byte) => (total + byte) & 0xff, 0);
  return Buffer.concat([Buffer.of(body.length, check), body]);
}

/** A cabinet of one folder without compression. @param isUtf8 of the names */
export function cabOf(entries: readonly Packed[], isUtf8 = false): Buffer {
  const data = Buffer.concat(entries.map(({ content }) => content));
  let at = 0;
  const files = entries.map(({ name, content }) => {
    const file = Buffer.concat([
      number32(content.length),
      number32(at),
      number16(0),
      number32(0),
      number16(isUtf8 ? 0x80 : 0x20),
      name,
      Buffer.of(0),
    ]);
    at += content.length;
    return file;
  });
  const directory = Buffer.concat(files);
  const start = 36 + 8 + directory.length;
  const head = Buffer.concat([
    Buffer.from('MSCF'),
    number32(0),
    number32(start + 8 + data.length),
    number32(0),
    number32(44),
    number32(0),
    Buffer.of(3, 1),
    number16(1),
    number16(entries.length),
    number16(0),
    number32(0),
  ]);
  const folder = Buffer.concat([number32(start), number16(1), number16(0)]);
  const block = Buffer.concat([number32(0), number16(data.length), number16(data.length), data]);
  return Buffer.concat([head, folder, directory, block]);
}

/** rar 5, method 0. */
export function rar5Of(entries: readonly Packed[]): Buffer {
  const block = (header: Buffer, data: Uint8Array = new Uint8Array()) => {
    const sized = Buffer.concat([Buffer.of(header.length), header]);
    return Buffer.concat([number32(crc32(sized)), sized, data]);
  };
  const files = entries.map(({ name, content }) =>
    block(
      Buffer.concat([
        Buffer.of(2, 2, content.length, 4, content.length, 0x20),
        number32(crc32(content)),
        Buffer.of(0, 1, name.length),
        name,
      ]),
      content,
    ),
  );
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'),
    block(Buffer.of(1, 0, 0)),
    ...files,
    block(Buffer.of(5, 0, 0)),
  ]);
}

/** A header of rar 4 alone. @param flags 0x200: behind the plain name stands the packed one */
export function rar4Header(name: Uint8Array, flags: number): Buffer {
  return Buffer.concat([
    number16(0),
    Buffer.of(0x74),
    number16(flags),
    number16(32 + name.length),
    number32(0),
    number32(0),
    Buffer.of(0),
    number32(0),
    number32(0),
    Buffer.of(20, 0x30),
    number16(name.length),
    number32(0),
    name,
  ]);
}

export const rar4Mark = Buffer.from('Rar!\x1a\x07\x00', 'latin1');

/** Of Unix: names of ASCII. */
export function arOf(name: string, content: Uint8Array): Buffer {
  const fields = [
    `${name}/`.padEnd(16),
    '0'.padEnd(12),
    '0'.padEnd(6),
    '0'.padEnd(6),
    '644'.padEnd(8),
  ];
  const head = `!<arch>\n${fields.join('')}${String(content.length).padEnd(10)}\x60\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.alloc(content.length % 2, '\n')]);
}

/** SVR4: numbers in letters. */
export function cpioOf(name: string, content: string): Buffer {
  const padded = (text: string) => text + '\0'.repeat((4 - (text.length % 4)) % 4);
  const entry = (each: string, mode: number, inside: string) => {
    const numbers = [1, mode, 0, 0, 1, 0, inside.length, 0, 0, 0, 0, each.length + 1, 0];
    const hex = numbers.map((number) => number.toString(16).padStart(8, '0')).join('');
    return padded(`070701${hex}${each}\0`) + padded(inside);
  };
  return Buffer.from(entry(name, 0o100644, content) + entry('TRAILER!!!', 0, ''));
}

/** Of compress: each byte as a code of its own. @param bytes 255 at most, before codes grow */
export function compressOf(bytes: Uint8Array): Buffer {
  const out = Buffer.alloc(3 + Math.ceil((bytes.length * 9) / 8));
  out.set([0x1f, 0x9d, 0x90]);
  for (const [at, byte] of bytes.entries()) {
    for (let bit = 0; bit < 8; bit++) {
      const to = at * 9 + bit;
      const place = 3 + (to >> 3);
      if (((byte >> bit) & 1) === 1) out[place] = (out[place] ?? 0) | (1 << (to & 7));
    }
  }
  return out;
}
