import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createHostSetBuilder,
  exceptExact,
  exceptWide,
  type HostSet,
  listedExact,
  listedWide,
  openHostSet,
} from '../../../shared/destination/host-set.ts';

const key = new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2]);
type Line = readonly [host: string, flag: number];

function bytesOf(lines: readonly Line[], extra = '', exceptionsWin = false) {
  const builder = createHostSetBuilder(key);
  for (const [host, flag] of lines) builder.add(host, flag);
  return builder.finish(extra, exceptionsWin);
}
const setOf = (...args: Parameters<typeof bytesOf>) => openHostSet(bytesOf(...args)) as HostSet;

test.each([
  ['a host alone', [['a.jp', listedExact]], 'a.jp', 'exact a.jp'],
  ['not what is below it', [['a.jp', listedExact]], 'x.a.jp', null],
  ['not what only ends like it', [['a.jp', listedWide]], 'xa.jp', null],
  ['with what is below it', [['a.jp', listedWide]], 'x.y.a.jp', 'a.jp'],
  ['the host itself of a wide one', [['a.jp', listedWide]], 'a.jp', 'a.jp'],
  [
    'the longest parent',
    [
      ['jp', listedWide],
      ['a.jp', listedWide],
    ],
    'x.a.jp',
    'a.jp',
  ],
  [
    'the host itself before its parents',
    [
      ['a.jp', listedExact],
      ['jp', listedWide],
    ],
    'a.jp',
    'exact a.jp',
  ],
  [
    'both at once',
    [
      ['a.jp', listedExact],
      ['a.jp', listedWide],
    ],
    'x.a.jp',
    'a.jp',
  ],
  [
    'an exception of the host',
    [
      ['jp', listedWide],
      ['a.jp', exceptExact],
    ],
    'a.jp',
    null,
  ],
  [
    'which leaves what is below it',
    [
      ['jp', listedWide],
      ['a.jp', exceptExact],
    ],
    'x.a.jp',
    'jp',
  ],
  [
    'an exception with what is below',
    [
      ['jp', listedWide],
      ['a.jp', exceptWide],
    ],
    'x.a.jp',
    null,
  ],
  [
    'a longer name beats it',
    [
      ['a.jp', exceptWide],
      ['x.a.jp', listedWide],
    ],
    'y.x.a.jp',
    'x.a.jp',
  ],
  [
    'it wins a tie',
    [
      ['a.jp', listedWide],
      ['a.jp', exceptWide],
    ],
    'a.jp',
    null,
  ],
  [
    'the host itself beats a wide exception',
    [
      ['a.jp', listedExact],
      ['a.jp', exceptWide],
    ],
    'a.jp',
    'exact a.jp',
  ],
  ['no host', [['a.jp', listedWide]], '', null],
] as [string, Line[], string, string | null][])('%s', (_, lines, host, expected) => {
  const found = setOf(lines).lookUp(host);
  const said = found < 0 ? null : `${found & 1 ? 'exact ' : ''}${host.slice(found >> 1)}`;
  expect(said).toBe(expected);
});

test('where exceptions win, a longer name does not beat them', () => {
  const lines: Line[] = [
    ['a.jp', exceptWide],
    ['x.a.jp', listedWide],
  ];
  expect(setOf(lines, '', true).lookUp('x.a.jp')).toBe(-1);
});

test('every listed host is found, and no other one, as in a plain set', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,4}$/);
  const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
  const lines = fc.array(fc.tuple(host, fc.constantFrom(listedExact, listedWide)), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(lines, fc.array(host), (listed, others) => {
      const set = setOf(listed);
      const exact = new Set(
        listed.filter(([, flag]) => flag === listedExact).map(([name]) => name),
      );
      const wide = new Set(listed.filter(([, flag]) => flag === listedWide).map(([name]) => name));
      for (const asked of [...listed.map(([name]) => name), ...others]) {
        const parents = asked.split('.').map((_, i, all) => all.slice(i).join('.'));
        const parent = parents.find((each) => wide.has(each));
        const expected = exact.has(asked)
          ? 1
          : parent === undefined
            ? -1
            : (asked.length - parent.length) * 2;
        expect(set.lookUp(asked), asked).toBe(expected);
        expect(set.lookUp(asked), `${asked} again`).toBe(expected);
      }
    }),
    { numRuns: 200 },
  );
});

test('a hundred thousand hosts take 13 bytes each, and stay apart from as many others', () => {
  const builder = createHostSetBuilder(key);
  for (let i = 0; i < 100_000; i++) expect(builder.add(`h${i}.example`, listedExact)).toBe(true);
  const set = openHostSet(builder.finish('')) as HostSet;
  expect(set.count).toBe(100_000);
  expect(set.bytes).toBeLessThan(14 * 100_000);
  for (let i = 0; i < 100_000; i++) {
    if (set.lookUp(`h${i}.example`) !== 1) expect.fail(`h${i}.example`);
    if (set.lookUp(`x${i}.example`) !== -1) expect.fail(`x${i}.example`);
  }
});

test('says what was added before, and counts a name once', () => {
  const builder = createHostSetBuilder(key);
  expect(builder.add('a.jp', listedExact)).toBe(true);
  expect(builder.add('a.jp', listedExact)).toBe(false);
  expect(builder.add('a.jp', listedWide)).toBe(true);
  expect(builder.add('b.jp', exceptWide)).toBe(true);
  expect(openHostSet(builder.finish(''))?.count).toBe(1);
});

test('an empty set, and words beside it', () => {
  const set = setOf([], '語');
  expect([set.count, set.extra, set.lookUp('a.jp')]).toEqual([0, '語', -1]);
});

const whole = bytesOf([['a.jp', listedWide]], 'x');
const changed = (at: number, value: number) => {
  const bytes = whole.slice();
  bytes[at] = value;
  return bytes;
};
test.each([
  ['nothing', new Uint8Array()],
  ['the first half', whole.slice(0, whole.length / 2)],
  ['a word too many', new Uint8Array([...whole, 0, 0, 0, 0])],
  ['another kind of file', new TextEncoder().encode('<!doctype html>'.repeat(20))],
  ['another version', changed(4, 2)],
  ['a capacity that does not fit', changed(8, 255)],
  ['one byte of a slot changed', changed(70, 1)],
  ['its key changed', changed(16, 1)],
])('%s is no snapshot', (_, bytes) => {
  expect(openHostSet(bytes)).toBeNull();
});

test('bytes that were vouched for are held against their shape alone', () => {
  expect(openHostSet(changed(70, 1), true)).not.toBeNull();
  expect(openHostSet(whole.slice(0, whole.length / 2), true)).toBeNull();
});

test('opens from the middle of a buffer, and from memory that threads share', () => {
  const apart = new Uint8Array(whole.length + 1);
  apart.set(whole, 1);
  expect(openHostSet(apart.subarray(1))?.lookUp('x.a.jp')).toBe(4);
  const shared = new Uint8Array(new SharedArrayBuffer(whole.length));
  shared.set(whole);
  expect(openHostSet(shared)?.lookUp('x.a.jp')).toBe(4);
});
