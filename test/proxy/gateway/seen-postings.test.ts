import { describe, expect, test } from 'vitest';
import { keyedDigest, seenPostings } from '../../../proxy/gateway/seen-postings.ts';
import type { Recognition } from '../../../shared/posting/recognise.ts';
import type { Posting } from '../../../shared/posting/service.ts';

const key = new Uint8Array(32).fill(3);
const data = Buffer.from('picture');
const posting: Posting = { act: 'post', text: '雪', account: null, attachments: [] };
const recognised = (...postings: Posting[]): Recognition => ({
  service: 'x',
  by: 'host',
  operation: null,
  act: 'post',
  text: '',
  account: null,
  attachments: [],
  postings,
});
const session = { account: 'yokote_city', aliases: ['77'] };
const see = (postings: Posting[], known: typeof session | null = null) =>
  seenPostings(recognised(...postings), known, [], key);

describe('seenPostings', () => {
  test.each([
    ['named by the request alone', { ...posting, account: 'a' }, null, 'a', []],
    ['of the session', posting, session, 'yokote_city', ['77']],
    [
      'named as the session is also called',
      { ...posting, account: '77' },
      session,
      '77',
      ['yokote_city'],
    ],
    ['named otherwise than the session', { ...posting, account: 'a' }, session, 'a', []],
    ['known to nobody', posting, null, null, []],
  ])('an account %s', (_, sent, known, account, aliases) => {
    expect(see([sent], known)[0]).toMatchObject({ account, aliases });
  });

  test('keeps the digest of a file and never its bytes', () => {
    const attachments = [
      { name: 'a.png', type: 'image/png', size: 7, reference: null, data },
      { name: null, type: null, size: null, reference: '11' },
    ];
    const [seen] = see([{ ...posting, attachments }]);
    expect(seen?.attachments).toEqual([
      { name: 'a.png', type: 'image/png', bytes: 7, digest: keyedDigest(key, data) },
      { name: null, type: null, bytes: null, digest: null },
    ]);
  });

  test('takes the digest that the inspection has made', () => {
    const attachments = [{ name: 'a.png', type: null, size: 7, reference: null, data }];
    const item = { kind: 'file', name: 'a.png', type: 'png', bytes: 7, inspected: true } as const;
    const items = [{ ...item, findings: [], digest: 'made' }];
    const [seen] = seenPostings(recognised({ ...posting, attachments }), null, items, key);
    expect(seen?.attachments[0]?.digest).toBe('made');
  });

  test('has another digest for whatever is said otherwise', () => {
    const attachment = { name: null, type: null, size: null, reference: '11' };
    const digests = see([
      posting,
      { ...posting, text: '雨' },
      { ...posting, act: 'reply' },
      { ...posting, account: 'a' },
      { ...posting, attachments: [attachment] },
      { ...posting, attachments: [{ ...attachment, reference: '12' }] },
    ]).map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(6);
    expect(see([posting])[0]?.digest).toBe(digests[0]);
  });
});
