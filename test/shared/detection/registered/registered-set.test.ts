import { expect, test } from 'vitest';
import { textPart } from '../../../../shared/detection/part.ts';
import {
  common,
  openRegisteredSet,
} from '../../../../shared/detection/registered/registered-set.ts';
import { gramsOf, registeredBytes } from '../../../support/registered-documents.ts';

const text =
  '統合監視装置の管理画面は情報政策課の端末からのみ開くことができるものとし、操作は記録する。'.repeat(
    2,
  );
const { bytes } = registeredBytes([
  { parts: [textPart(text)] },
  { parts: [textPart(`別の。${text}`)] },
]);

test('opens what was built, and finds every fingerprint in it', () => {
  const set = openRegisteredSet(bytes);
  expect(set?.documents.map(({ id }) => id)).toEqual(['R-1', 'R-2']);
  const { grams } = gramsOf([textPart(text)]);
  for (let at = 0; at < grams.length; at += 2) {
    expect(set?.find(grams[at] ?? 0, grams[at + 1] ?? 0)).toContain(0);
  }
  expect(set?.find(1, 2)).toEqual([]);
});

test('opens from any place of a larger buffer', () => {
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(openRegisteredSet(larger.subarray(3))?.documents).toHaveLength(2);
});

test('holds no text and no title', () => {
  for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
    const shown = Buffer.from(bytes).toString(encoding);
    for (const word of ['統合監視', '管理画面', '記録する']) expect(shown).not.toContain(word);
  }
});

test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
  ['nothing', () => new Uint8Array()],
  ['half of it', (whole) => whole.subarray(0, (whole.length >> 3) << 2)],
  ['more than it', (whole) => Uint8Array.from([...whole, 0, 0, 0, 0])],
  ['another version', (whole) => whole.with(4, 9)],
  ['a changed fingerprint', (whole) => whole.with(200, (whole[200] ?? 0) ^ 1)],
  ['facts that are none', (whole) => whole.with(whole.length - 6, 0)],
  ['counts that lie', (whole) => whole.with(8, 255)],
])('does not open %s', (_, change) => expect(openRegisteredSet(change(bytes))).toBeNull());

test('an empty set is one', () => {
  const set = openRegisteredSet(registeredBytes([]).bytes);
  expect(set?.count).toBe(0);
  expect(set?.find(5, 5)).toEqual([]);
  expect(set?.hasLength(0)).toBe(false);
  expect(common).toBeGreaterThan(10_000);
});
