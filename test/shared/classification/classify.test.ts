import { describe, expect, it } from 'vitest';
import { classify, personsInBulk } from '../../../shared/classification/classify.ts';
import type { Finding } from '../../../shared/detection/finding.ts';
import { defaultLevels, defaultUploads } from '../../../shared/policy/uploads-schema.ts';

const finding = (kind: Finding['kind'], more: Partial<Finding> = {}): Finding => ({
  kind,
  count: 1,
  confidence: 0.9,
  place: {},
  masked: '•',
  ...more,
});
const number = finding('individual-number');
const mark = (name: string) => finding('mark', { mark: name });

const levelOf = { ...defaultUploads.levelOf, 'label:internal': '2', 'label:B-2': '3A' };

describe('classify', () => {
  it.each<[string, Finding[], string | null]>([
    ['gives no level without findings', [], null],
    ['gives an Individual Number the highest level', [number], '3A'],
    ['takes the highest of several', [mark('部外秘'), number], '3A'],
    ['reads the level of a mark', [mark('部外秘')], '2'],
    ['gives no level to a mark that the policy does not name', [mark('門外不出')], null],
    ['knows no level of a name alone', [finding('person-name')], null],
    [
      'gives a label the level of its name, whatever its case',
      [finding('sensitivity-label', { label: 'Internal', labelId: 'a-1' })],
      '2',
    ],
    [
      'gives a label the level of its GUID',
      [finding('sensitivity-label', { label: '別名', labelId: 'b-2' })],
      '3A',
    ],
    [
      'knows no level of a label that nobody named',
      [finding('sensitivity-label', { label: '公開', labelId: 'c-3' })],
      null,
    ],
    ['gives persons in bulk their level', [finding('bulk-personal-data', { count: 10 })], '3B'],
    [
      'gives fewer persons than the policy says no level',
      [finding('bulk-personal-data', { count: 9 })],
      null,
    ],
  ])('%s', (_, findings, level) => {
    expect(classify(findings, levelOf, defaultLevels).level).toBe(level);
  });

  it('folds levels where the city has fewer', () => {
    const levels = { order: ['high', 'low'] };
    expect(classify([number], { 'individual-number': 'high' }, levels).level).toBe('high');
    expect(classify([number], {}, levels).level).toBeNull();
  });

  it('gives a registered document the level that it was registered with', () => {
    const copy = (level: string) =>
      finding('registered-document', { document: { id: 'R-1', owner: '情報政策課', level } });
    const levels = defaultLevels;
    expect(classify([copy('2')], defaultUploads.levelOf, levels).level).toBe('2');
    expect(classify([copy('2')], {}, levels).level).toBe('2');
    // A level that the policy does not know any more.
    expect(classify([copy('秘')], { 'registered-document': '3B' }, levels).level).toBe('3B');
    expect(classify([copy('秘')], {}, levels).level).toBe('3A');
  });

  it('knows how many persons are bulk', () => {
    expect(personsInBulk(defaultUploads.levelOf)).toBe(10);
    expect(personsInBulk({ 'bulk-personal-data': '3B' })).toBeNull();
  });
});
