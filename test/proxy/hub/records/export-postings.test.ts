import { expect, test } from 'vitest';
import {
  type ExportedPosting,
  exportedPosting,
  postingChunks,
} from '../../../../proxy/hub/records/export-postings.ts';
import type { PostingRow } from '../../../../shared/protocol/postings.ts';
import { posting } from '../../../support/content-records.ts';

const { attachments: attached, review: _, ...rest } = posting({ text: '=1+1\n"引用", 改行' });
const shown: PostingRow = {
  ...rest,
  id: 't-1-0',
  title: 'Bluesky',
  decision: 'D',
  at: '2026-11-23T00:00:00.000Z',
  who: { user: 'tanaka', name: '田中', unit: null },
  fate: 'sent',
  would: null,
  attachments: 1,
  outcome: { taken: true, address: 'https://bsky.app/1' },
  review: {
    state: 'reviewed',
    due: '2026-11-30T00:00:00.000Z',
    by: 'sato',
    at: '2026-11-24T00:00:00.000Z',
    note: '-確認',
  },
  editedAt: null,
  deletedAt: '2026-11-25T00:00:00.000Z',
  goneAt: '2026-11-26T00:00:00.000Z',
  correction: 'done',
};
const files = [...attached, { name: '＠写真.png', type: 'png', bytes: 1, digest: null }];
const row = exportedPosting(shown, files);

async function written(
  portions: ExportedPosting[][],
  format: 'csv' | 'json' | 'jsonl',
): Promise<string> {
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
  expect(lines[1]).toMatch(/,,2026-11-25 09:00:00,done,,,2026-11-26 09:00:00,$/);
  expect(lines[1]).toContain('2026-11-23 09:00:00,2026-11-23T00:00:00.000Z');
});

test('what was posted in a disaster, with its topic and its approved draft', async () => {
  const told = { ...shown, topic: '防災', disaster: '01-S1', approval: '01-D1/2' };
  const [head, line] = (await written([[exportedPosting(told, [])]], 'csv')).split('\r\n');
  expect(head).toMatch(
    /,話題,災害時の投稿（切替の番号）,掲載先からなくなった（日本時間）,承認された下書き$/,
  );
  expect(line).toMatch(/,done,防災,01-S1,2026-11-26 09:00:00,01-D1\/2$/);
  const [one, other] = (await written([[exportedPosting(told, []), row]], 'jsonl')).split('\n');
  expect(JSON.parse(one ?? '')).toMatchObject({ disaster: '01-S1', topic: '防災' });
  expect(JSON.parse(other ?? '')).toMatchObject({ disaster: null, topic: null, approval: null });
});

test.each([[[]], [[[row]]], [[[row, row], [row]]]])(
  'JSON is one array, also of none',
  async (portions) => {
    const read: unknown = JSON.parse(await written(portions, 'json'));
    expect(read).toEqual(portions.flat());
  },
);

test('JSON lines are one object each', async () => {
  const lines = (await written([[row, row], [row]], 'jsonl')).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual([row, row, row]);
  expect(await written([], 'jsonl')).toBe('');
});
