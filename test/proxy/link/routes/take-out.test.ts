import { describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { takeOutAnswerSchema } from '../../../../shared/protocol/take-out.ts';
import { inspectAt, sendPiece } from '../../../support/inspect-call.ts';
import type { LinkClient } from '../../../support/link-client.ts';
import {
  inspectHere,
  policyState,
  smallPolicy,
  startTestLink,
} from '../../../support/running-link.ts';

const uploads = {
  levelOf: {
    'individual-number': '3A',
    'bulk-personal-data': { rows: 10, level: '3B' },
    'mark:部外秘': '2',
  },
  rules: [
    { level: ['3A', '3B'], to: 'any', action: 'block', clause: '7-2' },
    { level: ['2'], to: 'any', action: 'warn', clause: '8-3' },
    { inspected: false, to: 'any', action: 'block', clause: '7-2' },
  ],
  default: 'allow',
};
const number = ['1234', '5678', '9018'].join('');
const numbered = `氏名,個人番号\n横手太郎,${number}\n`;
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function world(rules: object = uploads) {
  const link = await startTestLink();
  link.policy.swap(policyState(2, smallPolicy({ uploads: rules })));
  return { link, client: await link.enrolled() };
}

async function takeOut(
  client: LinkClient,
  text: string,
  decision: string,
  upload = crypto.randomUUID(),
) {
  const changes = { upload, decision, name: '名簿.csv' };
  const received = await sendPiece(client, bytesOf(text), changes, {}, '/v1/take-out');
  return { upload, received };
}

const fetchCopy = (client: LinkClient, upload: string) =>
  client.post({
    path: '/v1/copy',
    headers: {
      authorization: `Bearer ${client.credential.token}`,
      'content-type': 'application/json',
    },
    body: new TextEncoder().encode(JSON.stringify({ upload, offset: 0 })),
  });

describe('a copy with masked values', () => {
  test('is offered, made, recorded, and fetched', async () => {
    const { link, client } = await world();
    await using _ = link;
    const stopped = await inspectAt(client, numbered, { name: '名簿.csv' });
    expect(stopped.takeOut).toEqual({ possible: true, kinds: ['individual-number'] });
    const { upload, received } = await takeOut(client, numbered, stopped.id);
    const answer = takeOutAnswerSchema.parse(JSON.parse(received.text));
    const copy = numbered.replace(number, '●'.repeat(12));
    expect(answer).toMatchObject({
      state: 'made',
      name: '名簿 (伏せ字).csv',
      bytes: bytesOf(copy).length,
      masked: [{ kind: 'individual-number', place: { cell: 'B2' } }],
    });
    const fetched = await fetchCopy(client, upload);
    expect(fetched.text).toBe(copy);
    expect((await fetchCopy(client, upload)).status).toBe(404);

    const lines = link.audit.records.filter(
      (each): each is DecisionRecord => each.type === 'decision',
    );
    expect(lines.map(({ action, upload }) => [action, upload?.items[0]?.copyOf])).toEqual([
      ['block', undefined],
      ['allow', stopped.id],
    ]);
    expect(link.audit.changes('copy-made')).toMatchObject([
      {
        actor: 'tanaka',
        subject: 'upload.example:443',
        detail: 'individual-number ×1',
        decision: stopped.id,
      },
    ]);
    const digest = lines[1]?.upload?.items[0]?.digest ?? '';
    expect(link.options.copies.originOf('tanaka', digest)).toBe(stopped.id);
    expect(JSON.stringify(link.audit.records)).not.toContain(number);
  });

  test.each([
    [
      'of a list of persons',
      'persons',
      `氏名,電話番号\n${['佐藤一郎', '鈴木二郎', '高橋三郎', '田中四郎', '伊藤五郎', '渡辺六郎', '山本七郎', '中村八郎', '小林九郎', '加藤十郎', '吉田花子'].map((name, at) => `${name},090-1234-56${10 + at}`).join('\n')}\n`,
    ],
    ['of what is marked', 'mark', '部外秘\n\n来年度の予算の案です。\n'],
  ])('is not offered %s, and it says why', async (_, why, text) => {
    const { link, client } = await world();
    await using _link = link;
    const stopped = await inspectAt(client, text);
    expect(stopped.takeOut).toEqual({ possible: false, why });
    const { received } = await takeOut(client, text, stopped.id);
    expect(received.status).toBe(404);
  });

  test('is not offered where it would be stopped all the same', async () => {
    const { link, client } = await world({ ...uploads, rules: [{ to: 'any', action: 'block' }] });
    await using _ = link;
    expect((await inspectAt(client, numbered)).takeOut).toEqual({
      possible: false,
      why: 'stopped',
    });
  });

  test('is not spoken of where nothing was found', async () => {
    const { link, client } = await world({ ...uploads, rules: [{ to: 'any', action: 'block' }] });
    await using _ = link;
    expect(await inspectAt(client, 'お知らせ')).not.toHaveProperty('takeOut');
  });

  test('is made of the stopped file alone', async () => {
    const { link, client } = await world();
    await using _ = link;
    const stopped = await inspectAt(client, numbered);
    const other = await takeOut(client, `${numbered} `, stopped.id);
    expect(other.received.status).toBe(404);
    expect((await takeOut(client, numbered, 'nothing')).received.status).toBe(404);
  });

  test('is not handed out where a value is left, and says where', async () => {
    const link = await startTestLink({
      pool: {
        inspect: inspectHere,
        makeCopy: async () => ({
          made: false,
          why: 'left',
          left: [
            {
              kind: 'individual-number',
              count: 1,
              confidence: 0.9,
              place: { entry: ['a.pdf'] },
              masked: '••••',
            },
          ],
        }),
      },
    });
    await using _ = link;
    link.policy.swap(policyState(2, smallPolicy({ uploads })));
    const client = await link.enrolled();
    const stopped = await inspectAt(client, numbered);
    const { received, upload } = await takeOut(client, numbered, stopped.id);
    expect(JSON.parse(received.text)).toMatchObject({
      state: 'not-made',
      why: 'left',
      left: [{ place: { entry: ['a.pdf'] } }],
    });
    expect((await fetchCopy(client, upload)).status).toBe(404);
  });

  test('is not handed out where it would be stopped', async () => {
    const { link, client } = await world();
    await using _ = link;
    const stopped = await inspectAt(client, numbered);
    link.policy.swap(
      policyState(
        3,
        smallPolicy({ uploads: { ...uploads, rules: [{ to: 'any', action: 'block' }] } }),
      ),
    );
    const { received } = await takeOut(client, numbered, stopped.id);
    expect(JSON.parse(received.text)).toMatchObject({ state: 'not-made', why: 'stopped' });
    expect(link.audit.changes('copy-made')).toEqual([]);
  });
});
