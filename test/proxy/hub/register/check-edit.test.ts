import { expect, test } from 'vitest';
import { Refusal } from '../../../../proxy/hub/refusals.ts';
import { checkEdits } from '../../../../proxy/hub/register/check-edit.ts';
import { openableFields } from '../../../../shared/policy/register-schema.ts';
import { type RegisterEdit, registerFields } from '../../../../shared/protocol/register.ts';
import { exampleRule } from '../../../support/posting-rules.ts';

const number = ['1234', '5678', '9018'].join('');
const check = (
  edit: RegisterEdit,
  mayEdit = registerFields as readonly RegisterEdit['field'][],
) => {
  try {
    return checkEdits(exampleRule, [edit], mayEdit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.code, ...Object.entries(error.more.fields ?? {}).flat()].join(' ');
  }
};

test.each<[string, RegisterEdit, string]>([
  [
    'a shape that is none',
    { field: 'topics', account: null, value: [{ nme: '防災' }] },
    'invalid topics 0',
  ],
  [
    'too long a text',
    { field: 'purpose', account: null, value: 'あ'.repeat(2001) },
    'invalid purpose',
  ],
  [
    'no posters',
    { field: 'posters', account: '@shobo', value: null },
    'invalid posters@@shobo この欄は消せません',
  ],
  [
    'an empty list of posters',
    { field: 'posters', account: '@shobo', value: [] },
    'invalid posters@@shobo',
  ],
  [
    'another word than allow, warn, block',
    { field: 'pictureMetadata', account: null, value: 'stop' },
    'invalid pictureMetadata',
  ],
  [
    'nobody responsible',
    { field: 'responsible', account: null, value: null },
    'invalid responsible この欄',
  ],
  [
    'an account that is not there',
    { field: 'posters', account: '@nobody', value: ['a'] },
    'invalid posters@@nobody このアカウント',
  ],
  [
    'an account’s field without it',
    { field: 'posters', account: null, value: ['a'] },
    'invalid posters この欄はアカウント',
  ],
  [
    'a service’s field at an account',
    { field: 'purpose', account: '@shobo', value: 'a' },
    'invalid purpose@@shobo この欄はサービス',
  ],
  [
    'a number of a person',
    { field: 'purpose', account: null, value: `番号 ${number}` },
    'invalid purpose 12 桁',
  ],
  [
    'it in full width',
    {
      field: 'notAllowed',
      account: null,
      value: [
        `番号${number.replace(/./g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))}`,
      ],
    },
    'invalid notAllowed 12 桁',
  ],
])('refuses %s', (_, edit, said) => {
  const refused = check(edit);
  expect(refused).toContain(said);
  expect(refused).not.toContain(number);
});

test('refuses what is not opened, even where the value would do', () => {
  const edit = { field: 'hours', account: null, value: { from: '08:30' } } as const;
  expect(check(edit, ['purpose'])).toBe('forbidden');
  expect(check(edit, [])).toBe('forbidden');
});

test('what is administrators’ alone is never opened', () => {
  expect(openableFields).not.toContain('responsible');
  expect(openableFields).not.toContain('opened');
});

test('takes values as the schema reads them', () => {
  const edit = { field: 'purpose', account: null, value: '  広報  ' } as const;
  expect(check(edit)).toEqual([{ ...edit, value: '広報' }]);
  const gone = { field: 'purpose', account: null, value: null } as const;
  expect(check(gone)).toEqual([gone]);
});
