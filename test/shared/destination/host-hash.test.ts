import { expect, test } from 'vitest';
import { createHostHasher } from '../../../shared/destination/host-hash.ts';

function walked(host: string, parents = -1, whole = -1, key: readonly [number, number] = [1, 2]) {
  const said: string[] = [];
  createHostHasher(key[0], key[1], (start, high, low) => {
    said.push(`${host.slice(start)} ${high} ${low}`);
  }).walk(host, parents, whole);
  return said;
}

/**
 * The authors' vectors for HalfSipHash-2-4 do not fit: here are one and three rounds. By Linux'
 * arithmetic, written out plainly over bytes.
 */
function plainHash(bytes: readonly number[], k0: number, k1: number): [number, number] {
  const rotl = (x: number, b: number) => (x << b) | (x >>> (32 - b)) | 0;
  const v = [k0, k1 ^ 0xee, 0x6c796765 ^ k0, 0x74656462 ^ k1] as [number, number, number, number];
  const round = () => {
    v[0] = (v[0] + v[1]) | 0;
    v[1] = rotl(v[1], 5) ^ v[0];
    v[0] = rotl(v[0], 16);
    v[2] = (v[2] + v[3]) | 0;
    v[3] = rotl(v[3], 8) ^ v[2];
    v[0] = (v[0] + v[3]) | 0;
    v[3] = rotl(v[3], 7) ^ v[0];
    v[2] = (v[2] + v[1]) | 0;
    v[1] = rotl(v[1], 13) ^ v[2];
    v[2] = rotl(v[2], 16);
  };
  const whole = bytes.length - (bytes.length % 4);
  const word = (at: number, n: number) =>
    Array.from({ length: n }, (_, i) => (bytes[at + i] ?? 0) << (8 * i)).reduce((a, b) => a | b, 0);
  for (let at = 0; at < whole; at += 4) {
    v[3] ^= word(at, 4);
    round();
    v[0] ^= word(at, 4);
  }
  const last = word(whole, bytes.length - whole) | (bytes.length << 24);
  v[3] ^= last;
  round();
  v[0] ^= last;
  v[2] ^= 0xee;
  for (let i = 0; i < 3; i++) round();
  const high = v[1] ^ v[3];
  v[1] ^= 0xdd;
  for (let i = 0; i < 3; i++) round();
  return [high, v[1] ^ v[3]];
}

test.each(['jp', 'a.example', 'www.city.yokote.lg.jp', 'x'.repeat(63), 'a.b.c.d.e.f'])(
  'the hashes of %s and its parents are those of the bytes from its end',
  (host) => {
    const labels = host.split('.');
    const keys = labels.map((_, i) => labels.slice(labels.length - 1 - i).join('.'));
    const expected = keys.map((key) => {
      const bytes = [...key].reverse().map((each) => each.charCodeAt(0));
      const [high, low] = plainHash(bytes, 0x1234567, -77);
      return `${key} ${high} ${low}`;
    });
    expect(walked(host, -1, -1, [0x1234567, -77])).toEqual(expected);
  },
);

test('only the depths that are asked for are hashed', () => {
  const keys = (parents: number, whole: number) =>
    walked('a.b.c', parents, whole).map((each) => each.split(' ')[0]);
  expect(keys(0, -1)).toEqual(['a.b.c']);
  expect(keys(1 << 1, 0)).toEqual(['c']);
  expect(keys(1 << 2, 1 << 2)).toEqual(['b.c']);
  expect(keys(0, 1 << 3)).toEqual(['a.b.c']);
});

test('31 labels and more count as 31', () => {
  const host = Array.from({ length: 40 }, () => 'a').join('.');
  expect(walked(host, 0, 1 << 31)).toHaveLength(1);
});

test('another key gives other hashes', () => {
  expect(walked('a.example')).not.toEqual(walked('a.example', -1, -1, [1, 3]));
});
