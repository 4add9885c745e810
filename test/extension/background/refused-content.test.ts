import { expect, test } from 'vitest';
import type { LinkSession } from '../../../extension/background/link-session.ts';
import { createRefusedContent } from '../../../extension/background/refused-content.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';
import { recordId } from '../../support/audit-records.ts';

const id = recordId(1);
const refused: DecisionSummary = {
  action: 'block',
  reason: 'upload-rule',
  rule: 'uploads.rules[0]',
  clause: '7-2',
  id,
  at: '2027-01-05T00:00:00.000Z',
  url: 'https://a.example/send',
  host: 'a.example',
  source: 'proxy',
  upload: { level: '3A', inspected: true, items: [], count: 1 },
};
const headers = [{ name: 'Sekisho-Decision', value: id }];

function world(known: DecisionSummary[]) {
  const told: [number, string][] = [];
  const refusedContent = createRefusedContent({
    session: {
      ask: async () => ({ ok: true, answer: { decisions: known } }),
    } as unknown as LinkSession,
    projection: async () => null,
    tell: async (tabId, { decision }) => void told.push([tabId, decision.id]),
  });
  return { told, refusedContent };
}

test('a refusal that the link confirms is told to the tab, once', async () => {
  const { told, refusedContent } = world([refused]);
  await refusedContent.onResponse(7, refused.url, 403, headers);
  await refusedContent.onResponse(7, refused.url, 403, headers);
  expect(told).toEqual([[7, id]]);
});

test.each<
  [string, DecisionSummary[], Parameters<ReturnType<typeof createRefusedContent>['onResponse']>]
>([
  ['an answer of the site', [refused], [7, refused.url, 200, headers]],
  ['a refusal without a reference', [refused], [7, refused.url, 403, []]],
  ['a reference that nobody knows', [], [7, refused.url, 403, headers]],
  ['a reference of another host', [refused], [7, 'https://b.example/', 403, headers]],
  ['what was let through', [{ ...refused, action: 'allow' }], [7, refused.url, 403, headers]],
  [
    'a refused destination',
    [{ ...refused, reason: 'entry', upload: undefined }],
    [7, refused.url, 403, headers],
  ],
])('%s is not', async (_, known, response) => {
  const { told, refusedContent } = world(known);
  await refusedContent.onResponse(...response);
  expect(told).toEqual([]);
});
