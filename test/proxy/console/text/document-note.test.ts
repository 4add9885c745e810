import { expect, test } from 'vitest';
import { documentNote } from '../../../../proxy/console/text/document-note.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

const whole = { found: 'passages', why: null, own: 1, ended: false } as const;

test.each<[string, Partial<Parameters<typeof documentNote>[1]>, RegExp]>([
  ['nothing of one that is whole', {}, /^$/],
  ['nothing while its fingerprints are made', { own: null }, /^$/],
  [
    'that a picture is found as a file alone',
    { found: 'exact', why: 'unknown-format' },
    /本文がない/,
  ],
  ['that a part could not be read', { why: 'encrypted' }, /読めない部分.*暗号化/],
  ['that much of it is everybody’s', { own: 0.2 }, /20%/],
  ['nothing of that where its term is over', { own: 0, ended: true }, /^$/],
  ['a reason that is new as it is', { why: 'later' }, /later/],
])('says %s', (_, changes, note) => {
  expect(documentNote(ja, { ...whole, ...changes })).toMatch(note);
});
