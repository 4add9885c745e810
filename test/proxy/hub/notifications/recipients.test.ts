import { expect, test } from 'vitest';
import { addressesOf } from '../../../../proxy/hub/notifications/recipients.ts';

const policy = {
  users: [
    { id: 'tanaka', name: '田中', mail: 'tanaka@city.example.jp' },
    { id: 'suzuki', name: '鈴木' },
  ],
  notifications: {
    addresses: { kanri: 'kanri@city.example.jp', suzuki: 'suzuki@city.example.jp' },
  },
};
const account = (id: string, user: string | null = null, disabled = false) => ({
  id,
  user,
  disabled,
});

test.each<[string, ReturnType<typeof account>[], string[], string[]]>([
  ['an account by its own address', [account('kanri')], ['kanri'], ['kanri@city.example.jp']],
  ['an account by its user’s', [account('t-1', 'tanaka')], ['t-1'], ['tanaka@city.example.jp']],
  [
    'a user whose account has another id',
    [account('t-1', 'tanaka')],
    ['tanaka'],
    ['tanaka@city.example.jp'],
  ],
  ['a user without an account', [], ['tanaka'], ['tanaka@city.example.jp']],
  ['a user by the list of addresses', [], ['suzuki'], ['suzuki@city.example.jp']],
  ['nobody whose account is disabled', [account('kanri', null, true)], ['kanri'], []],
  ['nobody who has no address', [account('sato')], ['sato', 'ito'], []],
  [
    'each once',
    [account('kanri', 'tanaka'), account('t-1', 'tanaka')],
    ['kanri', 't-1', 'tanaka'],
    ['kanri@city.example.jp', 'tanaka@city.example.jp'],
  ],
])('mail goes to %s', (_, accounts, people, expected) => {
  expect(addressesOf(policy, accounts, people)).toEqual(expected);
});
