import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createOpenUploads } from '../../../proxy/link/open-uploads.ts';
import { isRefusal } from '../../../proxy/link/refusal.ts';
import type { InspectPiece } from '../../../shared/protocol/link.ts';

const digestKey = Uint8Array.of(1, 2, 3);
const upload = '6f1c2a34-0000-4000-8000-000000000001';
const piece: InspectPiece = {
  upload,
  kind: 'file',
  name: '名簿.csv',
  page: 'https://upload.example/',
  offset: 0,
  total: 6,
};
const bytes = (text: string) => new TextEncoder().encode(text);

function world(changes: Partial<Parameters<typeof createOpenUploads>[0]> = {}) {
  const clock = { now: 1_000_000 };
  const uploads = createOpenUploads({ digestKey, now: () => clock.now, ...changes });
  const add = (offset: number, text: string, other: Partial<InspectPiece> = {}, caller = 'e1') =>
    uploads.add(caller, { ...piece, offset, ...other }, bytes(text));
  return { clock, uploads, add };
}

test('pieces become the whole, with the digest of its bytes', () => {
  const { add } = world();
  expect(add(0, 'abc')).toEqual({ received: 3 });
  const whole = add(3, 'def');
  expect(whole).toMatchObject({
    bytes: bytes('abcdef'),
    digest: createHmac('sha256', digestKey).update('abcdef').digest('hex').slice(0, 32),
  });
});

test('nothing at all is whole at once', () => {
  expect(world().add(0, '', { total: 0 })).toMatchObject({ bytes: new Uint8Array(0) });
});

test('two callers and two uploads do not meet', () => {
  const { add } = world();
  const other = '6f1c2a34-0000-4000-8000-000000000002';
  add(0, 'abc');
  add(0, 'AB', {}, 'e2');
  add(0, '12345', { upload: other });
  expect(add(3, 'def')).toMatchObject({ bytes: bytes('abcdef') });
  expect(add(2, 'CDEF', {}, 'e2')).toMatchObject({ bytes: bytes('ABCDEF') });
  expect(add(5, '6', { upload: other })).toMatchObject({ bytes: bytes('123456') });
});

describe('is refused and forgotten:', () => {
  test.each<[string, number, string, Partial<InspectPiece>]>([
    ['a gap', 4, 'ef', {}],
    ['a piece that came before', 0, 'abc', {}],
    ['more than was said', 3, 'defg', {}],
    ['a piece of nothing', 3, '', {}],
    ['another length', 3, 'def', { total: 7 }],
    ['another name', 3, 'def', { name: 'clean.csv' }],
    ['another page', 3, 'def', { page: 'https://www.city.example/' }],
    ['another kind', 3, 'def', { kind: 'text' }],
  ])('%s', (_, offset, text, changes) => {
    const { add } = world();
    add(0, 'abc');
    expect(add(offset, text, changes)).toMatchObject({ refused: 'body-malformed' });
    expect(add(3, 'def')).toMatchObject({ refused: 'body-malformed' });
  });
});

test('an upload that nobody goes on with is forgotten, and its bytes count no more', () => {
  const { add, clock } = world({ mostBytes: 6 });
  add(0, 'abc');
  expect(add(0, 'abc', {}, 'e2')).toMatchObject({ refused: 'busy' });
  clock.now += 60_001;
  expect(add(3, 'def')).toMatchObject({ refused: 'body-malformed' });
  expect(add(0, 'abc', {}, 'e2')).toEqual({ received: 3 });
  clock.now -= 1;
  expect(add(0, 'abc', {}, 'e3')).toEqual({ received: 3 });
});

test('too many at once are refused; what is whole counts until it is disposed of', () => {
  const { add } = world({ most: 1, mostBytes: 6 });
  add(0, 'abc');
  expect(add(0, 'a', {}, 'e2')).toMatchObject({ refused: 'busy' });
  const whole = add(3, 'def');
  expect(add(0, 'a', {}, 'e2')).toMatchObject({ refused: 'busy' });
  if (isRefusal(whole) || 'received' in whole) throw new Error('not whole');
  whole[Symbol.dispose]();
  expect(add(0, 'a', {}, 'e2')).toEqual({ received: 1 });
});
