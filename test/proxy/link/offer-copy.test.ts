import { describe, expect, it } from 'vitest';
import { offerOf } from '../../../proxy/link/offer-copy.ts';
import type { SeenItem } from '../../../shared/audit/upload-record.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import type { Finding } from '../../../shared/detection/finding.ts';
import { policyState, smallPolicy } from '../../support/running-link.ts';

const uploads = {
  levelOf: { 'individual-number': '3A', 'payment-card': '3B' },
  rules: [
    { level: ['3A', '3B'], to: 'any', action: 'block' },
    { inspected: false, types: ['docx'], to: 'any', action: 'allow' },
    { inspected: false, to: 'any', action: 'block' },
  ],
};
const state = policyState(1, smallPolicy({ uploads }));
const parsed = parseDestination('https://upload.example/');
const destination = parsed.ok ? parsed.destination : null;
const where = {
  destination,
  person: { user: 'tanaka', name: '田中', unit: null },
  terminal: 't',
  at: Date.now(),
};
const finding = (kind: Finding['kind']): Finding => ({
  kind,
  count: 1,
  confidence: 0.9,
  place: {},
  masked: '',
});
const item = (changes: Partial<SeenItem> = {}): SeenItem => ({
  kind: 'file',
  name: 'a.xlsx',
  type: 'xlsx',
  bytes: 1,
  inspected: true,
  findings: [finding('individual-number'), finding('payment-card')],
  digest: 'd',
  level: '3A',
  action: null,
  ...changes,
});
const stopped = { action: 'block', reason: 'upload-rule' } as const;

describe('a copy', () => {
  it.each([
    [
      'is offered',
      item(),
      stopped,
      { possible: true, kinds: ['individual-number', 'payment-card'] },
    ],
    [
      'is not offered of another format',
      item({ type: 'pdf' }),
      stopped,
      { possible: false, why: 'format' },
    ],
    [
      'is not offered of what was read partly',
      item({ inspected: 'partly' }),
      stopped,
      { possible: false, why: 'stopped' },
    ],
    [
      'is offered where a part may stay unread',
      item({ inspected: 'partly', type: 'docx' }),
      { ...stopped, reason: 'could-not-inspect' as const },
      { possible: true, kinds: ['individual-number', 'payment-card'] },
    ],
    [
      'does not help where nobody reads',
      item(),
      { ...stopped, reason: 'unread-upload' as const },
      { possible: false, why: 'stopped' },
    ],
    [
      'is not spoken of where it may go',
      item(),
      { action: 'allow' as const, reason: 'upload-rule' as const },
      undefined,
    ],
    ['is not spoken of for a text', item({ kind: 'text' }), stopped, undefined],
    ['is not spoken of without findings', item({ findings: [] }), stopped, undefined],
  ])('%s', (_, of, decision, expected) => {
    expect(offerOf(state, decision, of, where).takeOut).toEqual(expected);
  });

  it('is not spoken of without a policy or a page', () => {
    expect(offerOf({ state: 'none' }, stopped, item(), where)).toEqual({});
    expect(offerOf(state, stopped, item(), { ...where, destination: null })).toEqual({});
  });
});
