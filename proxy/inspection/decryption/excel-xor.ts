/** XOR obfuscation of an xls ([MS-OFFCRYPTO] 2.3.7.2): a password of at most 15 bytes, an array of 16. */
import { encodeShiftJis } from '../charset.ts';
import type { Keys } from '../keys.ts';
import type { Body } from './open-excel.ts';
import { firstOf, passwordsOf } from './open-office.ts';

const longest = 15;

/**
 * @param check key and verifier, two bytes each
 * @param bodies what is encrypted
 * @throws NotInspected encrypted
 */
export function openXor(
  stream: Uint8Array,
  check: Uint8Array,
  bodies: Iterable<Body>,
  keys: Keys,
): Uint8Array {
  const [key, verifier] = [wordAt(check, 0), wordAt(check, 2)];
  const array = firstOf(
    passwordsOf(keys).flatMap((each) => spellingsOf(each)),
    (password) => {
      const bytes = Buffer.from(password, 'latin1');
      const isRight = verifierOf(bytes) === verifier && keyOf(bytes) === key;
      return isRight ? arrayOf(bytes, key) : null;
    },
  );
  if (array === null) throw keys.refused();
  const out = Uint8Array.from(stream);
  for (const { at, length } of bodies) {
    const record = recordOf(stream, at, length);
    for (let place = at; place < at + length; place++) {
      const turned = out[place] ?? 0;
      const byte = ((turned << 3) | (turned >> 5)) & 0xff;
      out[place] = byte ^ (array[(place + record) & 0x0f] ?? 0);
    }
  }
  return out;
}

/** The whole body counts, also where its beginning is clear. */
function recordOf(stream: Uint8Array, at: number, length: number): number {
  return wordAt(stream, at - 2) === length ? length : length + 4;
}

/** Bytes as letters: the low byte of each, or what the code page of Japan has for it. */
function spellingsOf(password: string): string[] {
  const low = [...password].map((each) => {
    const code = each.charCodeAt(0);
    return String.fromCharCode((code & 0xff) === 0 ? code >> 8 : code & 0xff);
  });
  const shiftJis = encodeShiftJis(password);
  return [
    low.join('').slice(0, longest),
    ...(shiftJis === null ? [] : [Buffer.from(shiftJis).toString('latin1').slice(0, longest)]),
  ];
}

/** [MS-OFFCRYPTO] 2.3.7.1. */
function verifierOf(password: Uint8Array): number {
  let verifier = 0;
  for (const byte of [password.length, ...password].reverse()) {
    verifier = (((verifier >> 14) & 1) | ((verifier << 1) & 0x7fff)) ^ byte;
  }
  return verifier ^ 0xce4b;
}

/** [MS-OFFCRYPTO] 2.3.7.2, CreateXorKey_Method1. */
function keyOf(password: Uint8Array): number {
  if (password.length === 0) return 0;
  let key = initial[password.length - 1] ?? 0;
  let row = 0x68;
  for (const byte of [...password].reverse()) {
    for (let bit = 0; bit < 7; bit++) {
      if ((byte & (0x40 >> bit)) !== 0) key ^= matrix[row] ?? 0;
      row -= 1;
    }
  }
  return key;
}

function arrayOf(password: Uint8Array, key: number): Uint8Array {
  const [low, high] = [key & 0xff, key >> 8];
  const filled = [...password, ...padding].slice(0, 16);
  return Uint8Array.from(filled, (byte, at) => {
    const mixed = byte ^ (at % 2 === 0 ? low : high);
    return ((mixed << 2) | (mixed >> 6)) & 0xff;
  });
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

const padding = [
  0xbb, 0xff, 0xff, 0xba, 0xff, 0xff, 0xb9, 0x80, 0x00, 0xbe, 0x0f, 0x00, 0xbf, 0x0f, 0x00,
];
const initial = [
  0xe1f0, 0x1d0f, 0xcc9c, 0x84c0, 0x110c, 0x0e10, 0xf1ce, 0x313e, 0x1872, 0xe139, 0xd40f, 0x84f9,
  0x280c, 0xa96a, 0x4ec3,
];
const matrix = [
  0xaefc, 0x4dd9, 0x9bb2, 0x2745, 0x4e8a, 0x9d14, 0x2a09, 0x7b61, 0xf6c2, 0xfda5, 0xeb6b, 0xc6f7,
  0x9dcf, 0x2bbf, 0x4563, 0x8ac6, 0x05ad, 0x0b5a, 0x16b4, 0x2d68, 0x5ad0, 0x0375, 0x06ea, 0x0dd4,
  0x1ba8, 0x3750, 0x6ea0, 0xdd40, 0xd849, 0xa0b3, 0x5147, 0xa28e, 0x553d, 0xaa7a, 0x44d5, 0x6f45,
  0xde8a, 0xad35, 0x4a4b, 0x9496, 0x390d, 0x721a, 0xeb23, 0xc667, 0x9cef, 0x29ff, 0x53fe, 0xa7fc,
  0x5fd9, 0x47d3, 0x8fa6, 0x0f6d, 0x1eda, 0x3db4, 0x7b68, 0xf6d0, 0xb861, 0x60e3, 0xc1c6, 0x93ad,
  0x377b, 0x6ef6, 0xddec, 0x45a0, 0x8b40, 0x06a1, 0x0d42, 0x1a84, 0x3508, 0x6a10, 0xaa51, 0x4483,
  0x8906, 0x022d, 0x045a, 0x08b4, 0x1168, 0x76b4, 0xed68, 0xcaf1, 0x85c3, 0x1ba7, 0x374e, 0x6e9c,
  0x3730, 0x6e60, 0xdcc0, 0xa9a1, 0x4363, 0x86c6, 0x1dad, 0x3331, 0x6662, 0xccc4, 0x89a9, 0x0373,
  0x06e6, 0x0dcc, 0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48c4,
];
