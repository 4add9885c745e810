/** A stored notification → its way out, by the policy of now. */
import type { Policy } from '../../../shared/policy/schema.ts';
import { compileZones } from '../../../shared/policy/zones.ts';
import type { DeliveryFailure } from '../../../shared/protocol/notifications.ts';
import { sha256 } from '../../record/sha256.ts';
import type { StoredNotification } from '../store/notification-store.ts';
import { noticeText } from './notice-text.ts';
import { type LookupAll, openAddress } from './open-address.ts';
import { readSmtpCredential, readWebhookSecret } from './secret-files.ts';
import { sendMail } from './send-mail.ts';
import { sendWebhook } from './send-webhook.ts';

export interface DeliverWith {
  readonly policy: () => Policy;
  /** Of the hub's own console, where the policy names none. */
  readonly origin: () => string;
  readonly secrets: string;
  readonly network?: { readonly lookupAll?: LookupAll; readonly ca?: string };
  readonly now: () => number;
}

export type Delivered = null | { readonly failure: DeliveryFailure; readonly permanent: boolean };

/** null: it is there. Never rejects. */
export async function deliver(
  notification: StoredNotification,
  options: DeliverWith,
): Promise<Delivered> {
  const { notifications } = options.policy();
  const base = (notifications?.console ?? options.origin()).replace(/\/+$/, '');
  const isMail = notification.channel === 'mail';
  return isMail ? byMail(notification, base, options) : byWebhook(notification, base, options);
}

async function byMail(
  notification: StoredNotification,
  base: string,
  { policy, secrets, network = {} }: DeliverWith,
): Promise<Delivered> {
  const { notifications, zones } = policy();
  const smtp = notifications?.smtp;
  const { address: to, key } = notification;
  if (smtp === undefined || to === null) return notConfigured;
  const { host, port, secure = false, from, credentialFile } = smtp;
  const credential =
    credentialFile === undefined ? null : await readSmtpCredential(secrets, credentialFile, host);
  if (credentialFile !== undefined && credential === null) return later('credential');
  const open = await openAddress(host, port, compileZones(zones), network.lookupAll);
  if ('failure' in open) return later(open.failure);
  const { ca } = network;
  const { subject, text } = noticeText(notification, base);
  const messageId = `<${sha256(key).slice(0, 32)}@${from.split('@').at(-1)}>`;
  return sendMail(
    { ...open, port, secure, credential, ...(ca !== undefined && { ca }) },
    { from, to, subject, text, messageId },
  );
}

async function byWebhook(
  notification: StoredNotification,
  base: string,
  { policy, secrets, network = {}, now }: DeliverWith,
): Promise<Delivered> {
  const { notifications, zones } = policy();
  const hook = notifications?.webhooks?.find(({ id }) => id === notification.channel);
  if (hook === undefined) return notConfigured;
  const secret =
    hook.secretFile === undefined ? null : await readWebhookSecret(secrets, hook.secretFile);
  if (hook.secretFile !== undefined && secret === null) return later('credential');
  const url = new URL(hook.url);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const open = await openAddress(url.hostname, port, compileZones(zones), network.lookupAll);
  if ('failure' in open) return later(open.failure);
  const { id, kind, at, facts } = notification;
  const { link } = noticeText(notification, base);
  const { title, service, reference } = facts;
  const failure = await sendWebhook({
    ...{ url, address: open.address, isName: open.isName, id, secret },
    ...(network.ca !== undefined && { ca: network.ca }),
    body: JSON.stringify({ v: 1, id, kind, at, service, title, reference, link }),
    time: Math.floor(now() / 1000),
  });
  return failure === null ? null : later(failure);
}

const notConfigured: Delivered = { failure: 'not-configured', permanent: true };

function later(failure: DeliveryFailure): Delivered {
  return { failure, permanent: false };
}
