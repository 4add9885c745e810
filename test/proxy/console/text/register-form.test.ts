import { describe, expect, test } from 'vitest';
import { fromForm, toForm } from '../../../../proxy/console/text/register-form.ts';
import type { RegisteredService, RegisterField } from '../../../../shared/protocol/register.ts';

const rule: RegisteredService['rule'] = {
  service: 'bluesky',
  responsible: 'sns',
  deputies: ['suzuki', { user: 'sato', until: '2027-03-31' }],
  purpose: '市政の情報',
  topics: ['行政', { name: '防災', examples: ['避難所', '断水'] }],
  notAllowed: ['個人の意見', '宣伝'],
  hours: { days: ['mon'], from: '08:30', to: '17:15', holidays: 'closed' },
  terms: { url: 'https://a.example/tos', hash: 'h', checked: '2026-10-01', by: 'sns' },
  opened: ['purpose'],
  accounts: [
    {
      name: 'a',
      posters: [{ user: 'tanaka', from: '2026-04-01' }],
      address: 'https://a.example/',
      official: 'https://city.example/',
      twoFactor: { state: 'on', checked: '2026-10-01' },
      suspended: { until: '2027-01-03', reason: '年末' },
    },
  ],
};
const effective = {
  topicMissing: 'allow',
  outsideHours: 'block',
} as RegisteredService['effective'];
const ofAccount: readonly RegisterField[] = [
  'posters',
  'address',
  'official',
  'twoFactor',
  'suspended',
];
const fields: readonly RegisterField[] = [
  'purpose',
  'responsible',
  'deputies',
  'topics',
  'notAllowed',
  'hours',
  'terms',
  'opened',
  ...ofAccount,
];
const form = (field: RegisterField) =>
  toForm({ rule, effective }, field, ofAccount.includes(field) ? 'a' : null);

describe('a field of the register', () => {
  test.each(fields)('%s comes back from its form as it was', (field) => {
    const held: Readonly<Record<string, unknown>> = ofAccount.includes(field)
      ? { ...rule.accounts[0] }
      : rule;
    expect(fromForm(field, form(field), rule)).toEqual(held[field]);
  });

  test('shows what counts where nothing is written', () => {
    expect(fromForm('outsideHours', form('outsideHours'), rule)).toBe('block');
    expect(fromForm('topicMissing', form('topicMissing'), rule)).toBe('allow');
  });

  test.each<RegisterField>([
    'purpose',
    'topics',
    'notAllowed',
    'hours',
    'terms',
    'deputies',
    'opened',
    'address',
    'suspended',
  ])('%s that is emptied is taken out', (field) => {
    const empty = toForm({ rule: { ...rule, accounts: [] }, effective }, 'official', null);
    expect(fromForm(field, empty, rule)).toBeNull();
  });

  test('empty rows and lines do not count', () => {
    const values = {
      ...form('topics'),
      topics: [
        { name: ' ', examples: 'x' },
        { name: ' 防災 ', examples: '\n 避難 \n' },
      ],
    };
    expect(fromForm('topics', values, rule)).toEqual([{ name: '防災', examples: ['避難'] }]);
  });

  test('terms at another address keep nothing of what was noted', () => {
    const values = { ...form('terms'), text: 'https://b.example/', date: '' };
    expect(fromForm('terms', values, rule)).toEqual({ url: 'https://b.example/' });
  });
});
