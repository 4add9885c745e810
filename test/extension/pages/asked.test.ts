import { describe, expect, it } from 'vitest';
import { askedState } from '../../../extension/pages/asked.ts';

const url = 'https://a.example/x';
const stopped = { decision: 'D1', url };
const open = { decision: 'D1', url, state: 'open' } as const;
const other = { decision: 'D9', url: 'https://b.example/', state: 'open' } as const;

describe('where a request for this page stands', () => {
  it.each([
    ['there is none yet', [other], null],
    ['requests are not known', null, null],
    ['it waits', [other, open], 'open'],
    ['it was declined', [{ ...open, state: 'declined' as const }], 'declined'],
    ['it was declined and asked again', [open, { ...open, state: 'declined' as const }], 'open'],
    ['the page was stopped anew', [{ ...open, decision: 'D0' }], 'open'],
  ])('%s', (_name, requests, expected) => {
    expect(askedState(requests, stopped)).toBe(expected);
  });
});
