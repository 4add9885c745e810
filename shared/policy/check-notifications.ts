/** Whether notifications can get anywhere, and nothing of them is readable on the way. */
import { parseDestination } from '../destination/destination.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { Notifications } from './notifications-schema.ts';
import type { Policy } from './schema.ts';

const place: Place = ['notifications'];

export function checkNotifications({ notifications, users = [] }: Policy): Finding[] {
  const addressed = users.findIndex(({ mail }) => mail !== undefined);
  if (notifications === undefined) {
    if (addressed < 0) return [];
    return [
      warning(
        ['users', addressed, 'mail'],
        'メールの送り先がありますが、notifications.smtp がないので送りません。/ There is an address, but no notifications.smtp to send by.',
        'notifications に smtp を書くか、mail を消してください。/ Write smtp below notifications, or delete mail.',
      ),
    ];
  }
  return [
    ...checkAddressed(notifications, addressed >= 0),
    ...checkSmtp(notifications),
    ...(notifications.webhooks ?? []).flatMap((hook, i, all) =>
      checkWebhook(hook, [...place, 'webhooks', i], all.findIndex(({ id }) => id === hook.id) < i),
    ),
  ];
}

function checkAddressed({ smtp, addresses = {} }: Notifications, hasMail: boolean): Finding[] {
  if (smtp === undefined || hasMail || Object.keys(addresses).length > 0) return [];
  return [
    warning(
      [...place, 'smtp'],
      'メールの送り先が一つもありません。/ There is nobody to send mail to.',
      'users の mail か、notifications.addresses に書いてください。/ Write mail at users, or notifications.addresses.',
    ),
  ];
}

function checkSmtp({ smtp }: Notifications): Finding[] {
  if (smtp === undefined) return [];
  const parsed = parseDestination(`https://${smtp.host}/`);
  if (parsed.ok && parsed.destination.host === smtp.host.toLowerCase()) return [];
  return [
    error(
      [...place, 'smtp', 'host'],
      `「${smtp.host}」はホスト名ではありません。/ This is not a host name.`,
      '「mail.city.example.jp」のように、ポートを付けずに書いてください。/ Write a name such as mail.city.example.jp, without a port.',
    ),
  ];
}

type Webhook = NonNullable<Notifications['webhooks']>[number];

function checkWebhook({ id, url, secretFile }: Webhook, at: Place, isDouble: boolean): Finding[] {
  const parsed = parseDestination(url);
  const scheme = parsed.ok ? parsed.destination.scheme : null;
  const isPlain = (scheme === 'https' || scheme === 'http') && !/^[^/]*\/\/[^/]*@/.test(url);
  return [
    ...(isPlain
      ? []
      : [
          error(
            [...at, 'url'],
            'Webhook の宛先として使えません。/ This is no address for a webhook.',
            '「https://chat.example.jp/hooks/kansho」のように、利用者名やパスワードを付けずに書いてください。/ Write it as https://chat.example.jp/hooks/kansho, without user name or password.',
          ),
        ]),
    ...(id === 'mail'
      ? [
          error(
            [...at, 'id'],
            '「mail」はメールのことです。/ mail stands for mail itself.',
            '別の名前にしてください。/ Choose another name.',
          ),
        ]
      : []),
    ...(isDouble
      ? [
          error(
            [...at, 'id'],
            `「${id}」が 2 回あります。/ ${id} is there twice.`,
            'どちらかの名前を変えてください。/ Rename one of the two.',
          ),
        ]
      : []),
    ...(scheme === 'http' && secretFile === undefined
      ? [
          warning(
            [...at, 'url'],
            'http では、途中で読まれ、書き換えられます。/ By http it can be read and changed on its way.',
            'https にするか、secretFile で署名してください。/ Use https, or sign it by secretFile.',
          ),
        ]
      : []),
  ];
}
