import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { editPosting } from '../../../../proxy/hub/register/edit-posting.ts';
import { registerYaml } from '../../../support/register-policy.ts';

const yaml = `mode: enforce # いまは止める
posting:${registerYaml}`;

test('an edit changes its field alone, and comments stay', () => {
  const edited = editPosting(yaml, 'bluesky', [
    { field: 'purpose', account: null, value: '災害時の情報を届ける' },
    { field: 'posters', account: 'yokote.example', value: [{ user: 'sato', until: '2027-03-31' }] },
  ]);
  const before = yaml.split('\n');
  const after = (edited ?? '').split('\n');
  expect(after.filter((line) => !before.includes(line))).toEqual([
    '    purpose: 災害時の情報を届ける',
    '        posters:',
    '          - { user: sato, until: 2027-03-31 }',
  ]);
  expect(edited).toContain('# いまは止める');
  expect(edited).toContain('# 広報課の規則');
  expect(edited).toContain('# 開庁時間');
});

test('what looks like something else stays a text', () => {
  const value = ['yes', '2026-04-01', '"x": [', '# 印', '12'];
  const edited = editPosting(yaml, 'bluesky', [{ field: 'notAllowed', account: null, value }]);
  expect(parse(edited ?? '').posting[0].notAllowed).toEqual(value);
});

test('null takes a field out', () => {
  const edited = editPosting(yaml, 'bluesky', [{ field: 'purpose', account: null, value: null }]);
  expect(parse(edited ?? '').posting[0]).not.toHaveProperty('purpose');
});

test.each([
  ['a service that is not there', 'myspace', null],
  ['an account that is not there', 'bluesky', '@nobody'],
])('there is no edit of %s', (_, service, account) => {
  expect(editPosting(yaml, service, [{ field: 'posters', account, value: ['a'] }])).toBeNull();
});

test('a rule that stands as an alias is not edited here', () => {
  const aliased = 'rule: &rule { service: x }\nposting: [*rule]\n';
  expect(editPosting(aliased, 'x', [{ field: 'purpose', account: null, value: 'x' }])).toBeNull();
});

test('what stands below another key is set there, and taken out', () => {
  const field = { field: 'pictureMetadata', account: null } as const;
  const edited = editPosting(yaml, 'bluesky', [{ ...field, value: 'block' }]) ?? '';
  expect(parse(edited).posting[0].forbidden.pictureMetadata).toBe('block');
  const back = editPosting(edited, 'bluesky', [{ ...field, value: null }]) ?? '';
  expect(parse(back).posting[0].forbidden).not.toHaveProperty('pictureMetadata');
  const none = 'posting: [{ service: x }]\n';
  expect(editPosting(none, 'x', [{ ...field, value: null }])).not.toBeNull();
  const aliased = 'rules: &rules { level: "2" }\nposting: [{ service: x, forbidden: *rules }]\n';
  expect(editPosting(aliased, 'x', [{ ...field, value: 'warn' }])).toBeNull();
});
