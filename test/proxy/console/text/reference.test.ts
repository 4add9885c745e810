import { expect, test } from 'vitest';
import { referenceFrom } from '../../../../proxy/console/text/reference.ts';

test.each([
  ['as it is shown', 'D214-40HM-0410-60CC', 'D214-40HM-0410-60CC'],
  ['without hyphens', 'D21440HM041060CC', 'D214-40HM-0410-60CC'],
  ['in small letters, with spaces', ' d214 40hm 0410 60cc ', 'D214-40HM-0410-60CC'],
  ['in full width', 'Ｄ２１４－４０ＨＭ－０４１０－６０ＣＣ', 'D214-40HM-0410-60CC'],
  ['with the long vowel mark for a hyphen', 'D214ー40HMー0410ー60CC', 'D214-40HM-0410-60CC'],
  ['with letters that sound like digits', 'D2I4-4OHM-O4L0-6OCC', 'D214-40HM-0410-60CC'],
  ['too short', 'D214-40HM-0410', null],
  ['with a letter that no reference has', 'U214-40HM-0410-60CC', null],
  ['nothing', '', null],
])('a reference %s', (_how, typed, expected) => {
  expect(referenceFrom(typed)).toBe(expected);
});
