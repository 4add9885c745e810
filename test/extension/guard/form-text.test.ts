import { expect, test } from 'vitest';
import { type FormField, formText } from '../../../extension/guard/form-text.ts';

const body: FormField = { name: 'body', type: 'textarea', value: '市民のみなさんへ' };

test.each<[string, FormField[], string | null]>([
  ['nothing typed', [{ ...body, value: '' }], null],
  ['seven characters', [{ ...body, value: '1234567' }], null],
  ['seven characters beyond the first plane', [{ ...body, value: '𠮷'.repeat(7) }], null],
  ['eight characters', [{ ...body, value: '12345678' }], 'body=12345678'],
  ['a field that is not sent', [{ ...body, disabled: true }], null],
  ['a password alone', [{ name: 'p', type: 'password', value: '12345678' }], null],
  [
    'a password beside a text',
    [
      { ...body, value: '12345678' },
      { name: 'p', type: 'password', value: 'secret' },
    ],
    'body=12345678',
  ],
  ['a long hidden field alone', [{ name: 'h', type: 'hidden', value: '123456789' }], null],
  [
    'what goes along',
    [
      { name: 'h', type: 'hidden', value: 'x' },
      { ...body, value: 'a b&c=d\r\ne\nf' },
      { name: 'yes', type: 'checkbox', value: 'on', checked: true },
      { name: 'no', type: 'checkbox', value: 'on', checked: false },
      { name: 's', type: 'select-multiple', value: '1', selected: ['1', '2'] },
      { name: 'f', type: 'file', value: 'C:\\fakepath\\a' },
      { name: 'b', type: 'button', value: 'b' },
    ],
    'h=x&body=a+b%26c%3Dd%0D%0Ae%0D%0Af&yes=on&s=1&s=2',
  ],
  [
    'a text without a name, which a script may take',
    [{ ...body, name: '', value: '12345678' }],
    '=12345678',
  ],
])('%s', (_, fields, expected) => {
  expect(formText(fields, null)).toBe(expected);
});

test('the button that was pressed goes along', () => {
  const fields = [{ ...body, value: '12345678' }];
  expect(formText(fields, { name: 'go', value: '送る' })).toBe(
    'body=12345678&go=%E9%80%81%E3%82%8B',
  );
  expect(formText(fields, { name: '', value: '送る' })).toBe('body=12345678');
});
