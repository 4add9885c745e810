import { describe, expect, it } from 'vitest';
import { checkNotifications } from '../../../shared/policy/check-notifications.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import { notificationsSchema } from '../../../shared/policy/notifications-schema.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const smtp = { host: 'mail.city.example.jp', port: 587, from: 'sekisho@city.example.jp' };
const addresses = { kanri: 'kanri@city.example.jp' };
const hook = { id: 'chat', url: 'https://chat.example.jp/hook', kinds: ['disaster-thrown'] };
const check = (notifications: object | undefined, users: object[] = []) =>
  checkNotifications(smallPolicy({ notifications, users } as never)).map(
    ({ severity, at }) => `${severity} ${placeText(at)}`,
  );

describe('notifications', () => {
  it.each<[string, object | undefined, string[]]>([
    ['none', undefined, []],
    ['mail with addresses, a webhook', { smtp, addresses, webhooks: [hook] }, []],
    ['mail to nobody', { smtp }, ['warning notifications.smtp']],
    [
      'a host that is none',
      { addresses, smtp: { ...smtp, host: 'https://mail.example.jp' } },
      ['error notifications.smtp.host'],
    ],
    [
      'a host with a port',
      { addresses, smtp: { ...smtp, host: 'mail.example.jp:25' } },
      ['error notifications.smtp.host'],
    ],
    [
      'no address',
      { webhooks: [{ ...hook, url: 'chat' }] },
      ['error notifications.webhooks[0].url'],
    ],
    [
      'a password in the address',
      { webhooks: [{ ...hook, url: 'https://a:b@chat.example.jp/' }] },
      ['error notifications.webhooks[0].url'],
    ],
    [
      'another scheme',
      { webhooks: [{ ...hook, url: 'file:///etc/passwd' }] },
      ['error notifications.webhooks[0].url'],
    ],
    [
      'plain http, not signed',
      { webhooks: [{ ...hook, url: 'http://chat.example.jp/' }] },
      ['warning notifications.webhooks[0].url'],
    ],
    ['one id twice', { webhooks: [hook, hook] }, ['error notifications.webhooks[1].id']],
    [
      'the id of mail itself',
      { webhooks: [{ ...hook, id: 'mail' }] },
      ['error notifications.webhooks[0].id'],
    ],
  ])('%s', (_, notifications, expected) => {
    expect(check(notifications)).toEqual(expected);
  });

  it('an address of a person without a way to it', () => {
    const users = [{ id: 'tanaka', name: '田中', mail: 'tanaka@city.example.jp' }];
    expect(check(undefined, users)).toEqual(['warning users[0].mail']);
    expect(check({ smtp }, users)).toEqual([]);
  });

  it.each([
    ['a folder', '../keys/publishing.json'],
    ['an absolute path', '/etc/passwd'],
    ['a hidden file', '.netrc'],
  ])('takes no secret from %s', (_, credentialFile) => {
    const parsed = notificationsSchema.safeParse({ smtp: { ...smtp, credentialFile } });
    expect(parsed.success).toBe(false);
  });
});
