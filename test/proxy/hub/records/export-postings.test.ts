import { expect, test } from 'vitest';
import {
  type ExportedPosting,
  postingChunks,
} from '../../../../proxy/hub/records/export-postings.ts';
import { posting } from '../../../support/content-records.ts';

const { attachments: attached, review: _, ...rest } = posting({ text: '=1+1\n"引用", 改行' });
const row: ExportedPosting = {
  ...rest,
  id: 't-1-0',
  title: 'Bluesky',
  decision: 'D',
  at: '2026-11-23T00:00:00.000Z',
  who: { user: 'tanaka', name: '田中', unit: null },
  fate: 'sent',
  would: null,
  attachments: 1,
  attached: [...attached, { name: '＠写真.png', type: 'png', bytes: 1, digest: null }],
  outcome: { taken: true, address: 'https://bsky.app/1' },
  review: {
    state: 'reviewed',
    due: '2026-11-30T00:00:00.000Z',
    by: 'sato',
    at: '2026-11-24T00:00:00.000Z',
    note: '-確認',
  },
};

async function written(portions: ExportedPosting[][], format: 'csv' | 'json'): Promise<string> {
  async function* all() {
    yield* portions;
  }
  let text = '';
  for await (const chunk of postingChunks(all(), format)) text += chunk;
  return text;
}

test('CSV opens in Excel, and no cell is a formula', async () => {
  const text = await written([[row], [row]], 'csv');
  expect(text.startsWith('\ufeff日時（日本時間）,')).toBe(true);
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toBe(lines[2]);
  expect(lines[1]).toContain(`"'=1+1\n""引用"", 改行"`);
  expect(lines[1]).toContain(`,'＠写真.png,`);
  expect(lines[1]).toContain(`,'-確認`);
  expect(lines[1]).toContain('2026-11-23 09:00:00,2026-11-23T00:00:00.000Z');
});

test.each([[[]], [[[row]]], [[[row, row], [row]]]])(
  'JSON is one array, also of none',
  async (portions) => {
    const read: unknown = JSON.parse(await written(portions, 'json'));
    expect(read).toEqual(portions.flat());
  },
);
