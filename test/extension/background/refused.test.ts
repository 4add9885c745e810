import { describe, expect, it } from 'vitest';
import type { LinkResult } from '../../../extension/background/link-call.ts';
import { claimedDecision, confirmed, refusalAmong } from '../../../extension/background/refused.ts';
import { type DecisionSummary, isToBeShown } from '../../../shared/protocol/link.ts';

const id = 'D214-3YDS-AK0E-R1RP';
const refused: DecisionSummary = {
  action: 'block',
  reason: 'default',
  rule: 'destinations.default',
  clause: null,
  id,
  at: '2027-01-05T00:00:00.000Z',
  url: 'http://games.example/',
  host: 'games.example',
  source: 'proxy',
};
const wentOn: DecisionSummary = { ...refused, action: 'warn', acknowledged: true };
const answer = (...decisions: DecisionSummary[]): LinkResult<'decisions'> => ({
  ok: true,
  answer: { decisions },
});

describe('a response that claims to be a refusal', () => {
  it.each<[string, number, { name: string; value?: string }[], string | null]>([
    ['is one with status and header', 403, [{ name: 'Sekisho-Decision', value: id }], id],
    ['is none when it was successful', 200, [{ name: 'Sekisho-Decision', value: id }], null],
    ['is none without the header', 403, [{ name: 'Server', value: id }], null],
    [
      'is none with something else in the header',
      403,
      [{ name: 'sekisho-decision', value: '<b>' }],
      null,
    ],
    ['is none with an empty header', 403, [{ name: 'sekisho-decision' }], null],
  ])('%s', (_, status, headers, expected) => {
    expect(claimedDecision(status, headers)).toBe(expected);
  });

  it('is believed where the link knows the decision for this host', () => {
    expect(confirmed(answer(refused), id, 'games.example')).toEqual(refused);
  });

  it.each<[string, LinkResult<'decisions'>, string | null]>([
    ['the link knows nothing', answer(), 'games.example'],
    ['it was a decision on another host', answer(refused), 'other.example'],
    ['it was allowed', answer({ ...refused, action: 'allow' }), 'games.example'],
    ['it was a warning that let it through', answer(wentOn), 'games.example'],
    ['it was another decision', answer({ ...refused, id: 'D214-3YDS-AK0E-R1RR' }), 'games.example'],
    [
      'the link does not answer',
      { ok: false, status: 0, code: 'unreachable', message: '' },
      'games.example',
    ],
    ['the URL has no usable host', answer(refused), null],
  ])('is not believed where %s', (_, result, host) => {
    expect(confirmed(result, id, host)).toBeNull();
  });
});

describe('a tunnel that failed', () => {
  it('was refused where the latest decision for the host says so', () => {
    expect(refusalAmong([refused, { ...refused, action: 'allow' }])).toEqual(refused);
    const warned: DecisionSummary = { ...refused, action: 'warn' };
    expect(refusalAmong([warned, refused])).toEqual(warned);
  });
  it('failed above the barrier where the link says so', () => {
    const failed: DecisionSummary = { ...refused, action: 'allow', failure: 'upstream-refused' };
    expect(refusalAmong([failed, refused])).toEqual(failed);
    const { id, host } = failed;
    expect(confirmed(answer(failed), id, host, isToBeShown)).toEqual(failed);
    expect(confirmed(answer(failed), id, host)).toBeNull();
  });
  it('failed by itself where the latest decision let it through', () => {
    expect(refusalAmong([{ ...refused, action: 'allow' }, refused])).toBeNull();
    expect(refusalAmong([wentOn, refused])).toBeNull();
    expect(refusalAmong([])).toBeNull();
  });
});
