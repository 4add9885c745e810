import { describe, expect, it } from 'vitest';
import { askedFor, mayAskAgain, standingOf } from '../../../extension/pages/asked.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';

const url = 'https://a.example/x';
const stopped = { decision: 'D1', url };
const open = { decision: 'D1', url, state: 'open' } as const;
const other = { decision: 'D9', url: 'https://b.example/', state: 'open' } as const;

describe('where a request for this page stands', () => {
  type Asked = Pick<AccessRequest, 'decision' | 'url' | 'state' | 'standing'>;
  it.each<[string, Asked[] | null, string | null]>([
    ['there is none yet', [other], null],
    ['requests are not known', null, null],
    ['it waits', [other, open], 'open'],
    ['it was declined', [{ ...open, state: 'declined' as const }], 'declined'],
    ['it was declined and asked again', [open, { ...open, state: 'declined' as const }], 'open'],
    ['the page was stopped anew', [{ ...open, decision: 'D0' }], 'open'],
    ['the hub says more', [{ ...open, standing: 'waiting' as const }], 'waiting'],
  ])('%s', (_name, requests, expected) => {
    const found = askedFor(requests, stopped);
    expect(found && standingOf(found)).toBe(expected);
  });
});

describe('the form is shown', () => {
  const now = Date.parse('2027-01-05T00:10:00Z');
  const answer = (at: string) => ({ at, by: 'admin', word: null, until: null });
  it.each<[string, Pick<AccessRequest, 'state' | 'standing' | 'answer'> | null, boolean]>([
    ['where nobody asked', null, true],
    ['not while it waits for the hub', { state: 'open', standing: 'waiting', answer: null }, false],
    ['not while it waits for an answer', { state: 'open', answer: null }, false],
    [
      'not while the grant is under way',
      { state: 'granted', answer: answer('2027-01-05T00:09:30Z') },
      false,
    ],
    [
      'where the grant did not open it',
      { state: 'granted', answer: answer('2027-01-05T00:08:00Z') },
      true,
    ],
    ['after a decline', { state: 'declined', answer: answer('2027-01-05T00:09:30Z') }, true],
    [
      'after the end',
      { state: 'granted', standing: 'ended', answer: answer('2027-01-05T00:09:30Z') },
      true,
    ],
    [
      'after it was taken back',
      { state: 'granted', standing: 'withdrawn', answer: answer('2027-01-05T00:09:30Z') },
      true,
    ],
  ])('%s', (_, request, expected) => expect(mayAskAgain(request, now)).toBe(expected));
});
