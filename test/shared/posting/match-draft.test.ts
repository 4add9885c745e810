import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { draftText } from '../../../shared/posting/draft-text.ts';
import {
  type ApprovedDraft,
  matchDraft,
  type SentPosting,
} from '../../../shared/posting/match-draft.ts';

const digest = (key: string, text: string) =>
  createHmac('sha256', key).update(text).digest('hex').slice(0, 32);

const text = '明日は雪まつりです。会場は横手公園です。';
function draft(changes: Partial<ApprovedDraft> = {}, said = text, files: string[] = []) {
  const key = `key of ${said}`;
  return {
    service: 'bluesky',
    account: 'yokote.example',
    act: 'post',
    text: said,
    key,
    textDigest: digest(key, draftText(said)),
    files: files.map((file) => digest(key, file)),
    ...changes,
  } as const satisfies ApprovedDraft;
}
const sent = (changes: Partial<SentPosting> = {}): SentPosting => {
  const said = changes.text ?? text;
  return {
    service: 'bluesky',
    account: 'yokote.example',
    act: 'post',
    text: said,
    masked: said,
    files: [],
    ...changes,
  };
};

describe('a posting and what was approved', () => {
  test.each<[string, ApprovedDraft, SentPosting]>([
    ['text for text', draft(), sent()],
    ['with other line ends', draft({}, '一\n二'), sent({ text: '一\r\n二 \n' })],
    ['with its files', draft({}, text, ['a', 'b']), sent({ files: ['a', 'b'] })],
    ['of which only a mask may be shown', draft({ text: '•••' }), sent({ masked: '•••' })],
    ['without a word, of a picture', draft({}, '', ['a']), sent({ text: '', files: ['a'] })],
  ])('are the same: %s', (_, approved, posting) => {
    expect(matchDraft([approved], posting, digest)).toEqual({ kind: 'same', draft: approved });
  });

  test.each<[string, ApprovedDraft, SentPosting]>([
    ['another account', draft(), sent({ account: 'shobo' })],
    ['an account that nobody knows', draft(), sent({ account: null })],
    ['another service', draft(), sent({ service: 'x' })],
    ['another act', draft(), sent({ act: 'reply' })],
    ['another text altogether', draft(), sent({ text: '図書館は休館いたします' })],
  ])('have nothing to do with each other: %s', (_, approved, posting) => {
    expect(matchDraft([approved], posting, digest)).toEqual({ kind: 'none' });
  });

  test.each<[string, ApprovedDraft, SentPosting, object]>([
    [
      'a word',
      draft(),
      sent({ text: text.replace('公園', '城') }),
      { files: 'none', text: expect.arrayContaining([{ kind: 'added', text: '城' }]) },
    ],
    ['a file less', draft({}, text, ['a']), sent(), { files: 'fewer' }],
    ['a file more', draft(), sent({ files: ['a'] }), { files: 'more' }],
    ['another file', draft({}, text, ['a']), sent({ files: ['b'] }), { files: 'others' }],
    [
      'files in another order',
      draft({}, text, ['a', 'b']),
      sent({ files: ['b', 'a'] }),
      { files: 'others' },
    ],
    [
      'a file that nobody saw',
      draft({}, text, ['a']),
      sent({ files: [null] }),
      { files: 'unseen' },
    ],
  ])('differ: %s', (_, approved, posting, difference) => {
    expect(matchDraft([approved], posting, digest)).toMatchObject({
      kind: 'differs',
      draft: approved,
      difference,
    });
  });

  test('differ from the nearest of several', () => {
    const near = draft({}, text.replace('明日', '明後日'));
    const far = draft({}, '明日は図書館の日です。会場は図書館です。');
    expect(matchDraft([far, near], sent(), digest)).toMatchObject({ draft: near });
  });

  test('are shown by what may be shown', () => {
    const found = matchDraft([draft()], sent({ text: `${text}12`, masked: `${text}•••` }), digest);
    expect(JSON.stringify(found)).toContain('•••');
    expect(JSON.stringify(found)).not.toContain('12"');
  });
});
