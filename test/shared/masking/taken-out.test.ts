import { describe, expect, it } from 'vitest';
import type { Finding, FindingKind } from '../../../shared/detection/finding.ts';
import { copyName, levelKinds, whyNoCopy } from '../../../shared/masking/taken-out.ts';

const found = (kind: FindingKind, more: Partial<Finding> = {}): Finding => ({
  kind,
  count: 1,
  confidence: 0.9,
  place: {},
  masked: '',
  ...more,
});
const kinds = (...all: FindingKind[]) => new Set(all);

describe('what can be taken out', () => {
  it.each([
    ['a sheet with numbers', 'xlsx', kinds('individual-number', 'payment-card'), null],
    ['a text', 'text', kinds('individual-number'), null],
    ['a mark', 'docx', kinds('mark', 'individual-number'), 'mark'],
    ['a list of persons', 'csv', kinds('individual-number', 'bulk-personal-data'), 'persons'],
    ['another format', 'pdf', kinds('individual-number'), 'format'],
    ['no format', null, kinds('individual-number'), 'format'],
  ] as const)('%s', (_, type, of, expected) => {
    expect(whyNoCopy(type, of)).toBe(expected);
  });

  it('is what makes a level', () => {
    const findings = [
      found('individual-number'),
      found('payment-card'),
      found('bulk-personal-data', { count: 3 }),
      found('mark', { mark: '秘' }),
    ];
    const levelOf = {
      'individual-number': '3A',
      'mark:社外秘': '2',
      'bulk-personal-data': { rows: 10, level: '3B' },
    } as const;
    expect([...levelKinds(findings, levelOf)]).toEqual(['individual-number']);
  });

  it.each([
    ['名簿.xlsx', '名簿 (伏せ字).xlsx'],
    ['a.tar.gz', 'a.tar (伏せ字).gz'],
    ['.profile', '.profile (伏せ字)'],
    ['名簿', '名簿 (伏せ字)'],
  ])('is called after the file: %s', (name, expected) => {
    expect(copyName(name)).toBe(expected);
  });

  it('of a picture without what its file tells', () => {
    expect(copyName('雪.jpg', 'stripped')).toBe('雪 (撮影情報なし).jpg');
  });
});
