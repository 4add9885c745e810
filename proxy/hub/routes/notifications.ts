/** Notifications in the console: what waits, what failed, and a test for administrators. */
import type { ShownNotification } from '../../../shared/protocol/notifications.ts';
import type { Handlers } from '../console-routes.ts';
import type { Notifications } from '../notifications/notify.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { StoredNotification } from '../store/notification-store.ts';
import type { Store } from '../store/store.ts';

const shownAtMost = 100;

export function notificationHandlers(options: {
  store: Pick<Store, 'notifications'>;
  publisher: Pick<Publisher, 'current'>;
  notifications: Pick<Notifications, 'test'>;
  audit: Pick<HubAudit, 'record'>;
}): Pick<Handlers, 'notifications' | 'testNotification'> {
  const { store, publisher, notifications, audit } = options;
  const written = () => publisher.current().policy.notifications;
  return {
    async notifications() {
      const { smtp, webhooks = [] } = written() ?? {};
      return {
        smtp: smtp === undefined ? null : { host: smtp.host, port: smtp.port, from: smtp.from },
        webhooks: webhooks.map(({ id, title = id, url }) => ({
          ...{ id, title },
          // Its path may be what lets others write there.
          host: new URL(url).host,
        })),
        ...(await store.notifications.count()),
        latest: (await store.notifications.latest(shownAtMost)).map(shown),
      };
    },
    async testNotification({ body: { channel, to }, caller: { account } }) {
      const { smtp, webhooks = [] } = written() ?? {};
      const isMail = channel === 'mail';
      const isKnown = isMail ? smtp !== undefined : webhooks.some(({ id }) => id === channel);
      if (!isKnown) throw new Refusal('not-found');
      if (isMail && to === null) {
        const sentence = '送り先を書いてください / write an address';
        throw new Refusal('invalid', { fields: { to: sentence } });
      }
      const subject = `notifications ${channel}`;
      await audit.record({ act: 'notification-tested', actor: account.id, subject });
      const sent = await notifications.test(channel, isMail ? to : null, account.id);
      return { notification: shown(sent) };
    },
  };
}

function shown(stored: StoredNotification): ShownNotification {
  const { id, kind, at, channel, address, facts, state, attempts, failure, next } = stored;
  return {
    ...{ id, kind, at, channel, state, attempts, failure, next },
    to: address,
    title:
      facts.service === null || facts.service === facts.title
        ? facts.title
        : `${facts.service}: ${facts.title}`,
  };
}
