import { expect, test } from 'vitest';
import { createHeldUploads } from '../../../../proxy/gateway/resumable/held-uploads.ts';
import type { PartStep } from '../../../../proxy/gateway/resumable/read-step.ts';

const part = (
  place: number,
  text: string,
  total: number | null,
  protocol: PartStep['protocol'] = 'google',
) => {
  const bytes = Buffer.from(text);
  const step: PartStep = { kind: 'part', protocol, key: 'k', place, total, name: null, bytes };
  return [step, { method: 'PUT', url: 'https://a.example/', headers: {}, body: bytes }] as const;
};
const open = (more = {}) => createHeldUploads({ now: () => 0, most: 100, ...more });
const textOf = async (before: readonly { body(): Promise<Buffer> }[]) =>
  (await Promise.all(before.map((each) => each.body()))).map(String);

test('keeps parts until the last one is there', async () => {
  await using uploads = open();
  expect(await uploads.keep('k', ...part(0, 'abc', 7))).toMatchObject({
    kind: 'kept',
    progress: { bytes: 3 },
  });
  expect(await uploads.keep('k', ...part(3, 'de', 7))).toMatchObject({
    kind: 'kept',
    progress: { bytes: 5 },
  });
  const last = await uploads.keep('k', ...part(5, 'fg', 7));
  if (last.kind !== 'whole') throw new Error(last.kind);
  expect(await textOf(last.before)).toEqual(['abc', 'de']);
  await uploads.drop('k');
  expect(uploads.progress('k')).toBeNull();
});

test('says where a part belongs that begins elsewhere', async () => {
  await using uploads = open();
  await uploads.keep('k', ...part(0, 'abc', 9));
  expect(await uploads.keep('k', ...part(5, 'de', 9))).toMatchObject({
    kind: 'misplaced',
    progress: { bytes: 3 },
  });
  expect(await uploads.keep('k', ...part(0, 'abc', 9))).toMatchObject({ kind: 'misplaced' });
});

test('parts that come side by side are put one after the other', async () => {
  await using uploads = open();
  const kept = await Promise.all(
    [2, 0, 1].map((place) => uploads.keep('k', ...part(place, `${place}`, 3, 'form'))),
  );
  const last = kept.at(-1);
  if (last?.kind !== 'whole') throw new Error(last?.kind);
  expect(await textOf(last.before)).toEqual(['0', '2']);
});

test('knows nothing of parts whose beginning it has not seen, or whose size changes', async () => {
  await using uploads = open();
  expect(await uploads.keep('k', ...part(3, 'abc', 9))).toEqual({ kind: 'unknown' });
  expect(await uploads.keep('t', ...part(0, 'abc', null, 'tus'))).toEqual({ kind: 'unknown' });
  await uploads.keep('k', ...part(0, 'abc', 9));
  expect(await uploads.keep('k', ...part(3, 'abc', 6))).toEqual({ kind: 'unknown' });
  expect(await uploads.keep('k', ...part(3, 'abcdefghi', 9))).toEqual({ kind: 'unknown' });
});

test('what is too large is told at once, or with what was kept of it', async () => {
  await using uploads = open();
  expect(await uploads.keep('k', ...part(0, 'abc', 101))).toEqual({
    kind: 'too-large',
    before: [],
  });
  await uploads.keep('l', ...part(0, 'a'.repeat(60), null));
  const over = await uploads.keep('l', ...part(60, 'a'.repeat(60), null));
  expect(over).toMatchObject({ kind: 'too-large', before: [{ place: 0 }] });
  // What was kept has gone on by then.
  expect(await uploads.keep('l', ...part(120, 'a', 121))).toEqual({
    kind: 'too-large',
    before: [],
  });
});

test('all of them together have their limit', async () => {
  await using uploads = open({ mostOfAll: 5 });
  await uploads.keep('k', ...part(0, 'abc', 9));
  expect(await uploads.keep('l', ...part(0, 'abc', 9))).toMatchObject({ kind: 'busy' });
});

test('pieces are joined where each of them is whole', async () => {
  await using uploads = open();
  uploads.learn('a', 3, true);
  uploads.learn('b', 2, true);
  expect(uploads.join(['a', 'b'])).toBeNull();
  expect(await uploads.keep('a', ...part(0, 'abc', null, 'tus'))).toMatchObject({ kind: 'kept' });
  await uploads.keep('b', ...part(0, 'de', null, 'tus'));
  expect(await textOf(uploads.join(['a', 'b']) ?? [])).toEqual(['abc', 'de']);
  expect(uploads.join(['a', 'a'])).toBeNull();
});

test('what nobody goes on with is forgotten', async () => {
  let at = 0;
  await using uploads = createHeldUploads({ now: () => at, most: 100, age: 10 });
  await uploads.keep('k', ...part(0, 'abc', 9));
  at = 11;
  await uploads.keep('l', ...part(0, 'abc', 9));
  expect(uploads.progress('k')).toBeNull();
});
