/**
 * What people are to hear goes into the store first and out afterwards:
 *   notify ─► one row for each address and webhook (each thing once) ─► tick ─► mail, webhook
 * A hub that dies in between sends what is there at its next start. Between a server's yes and the
 * note of it a death sends twice: the same Message-ID and delivery number tell that.
 */
import type { NotificationKind } from '../../../shared/policy/notifications-schema.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Log } from '../../platform/log.ts';
import { errorCode } from '../../record/audit-log-error.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import type {
  NewNotification,
  NotificationFacts,
  StoredNotification,
} from '../store/notification-store.ts';
import type { Store } from '../store/store.ts';
import type { Delivered } from './deliver.ts';
import { addressesOf } from './recipients.ts';

export interface Notice extends NotificationFacts {
  /** What it is about, e.g. `approval A1`: the same is said once to each. */
  readonly about: string;
}

export type Notify = (
  kind: NotificationKind,
  /** Ids of accounts or users, as rules name them. */
  recipients: readonly string[],
  notice: Notice,
) => Promise<void>;

/** What waits for somebody, read from the store: what a death kept from being said is said by this. */
export type NoticeSource = () => Promise<
  readonly { kind: NotificationKind; recipients: readonly string[]; notice: Notice }[]
>;

export interface Notifications {
  /** Never rejects: what cannot be said must not keep from being done what it is about. */
  readonly notify: Notify;
  addSource(source: NoticeSource): void;
  /** Asks the sources. */
  look(): Promise<void>;
  /** Sends what is due. */
  tick(): Promise<void>;
  /** @returns what became of it at once */
  test(channel: string, to: string | null, by: string): Promise<StoredNotification>;
}

const minute = 60_000;
/** After the n-th failure; then each six hours. */
const pauses = [1, 2, 5, 15, 60, 180].map((minutes) => minutes * minute);
const longestPause = 360 * minute;
const mostAttempts = 16;
const mostWaiting = 5_000;
const portion = 20;
const keptMs = 30 * 24 * 60 * minute;

export function createNotifications(options: {
  store: Pick<Store, 'notifications' | 'accounts'>;
  policy: () => Policy;
  deliver: (notification: StoredNotification) => Promise<Delivered>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
  log: Pick<Log, 'error' | 'warn'>;
}): Notifications {
  const { store, policy, deliver, audit, now, log } = options;
  const sources: NoticeSource[] = [];
  const time = (ms = now()) => new Date(ms).toISOString();
  let busy = Promise.resolve();

  async function rowsOf(
    kind: NotificationKind,
    recipients: readonly string[],
    { about, ...facts }: Notice,
  ): Promise<NewNotification[]> {
    const { notifications } = policy();
    const row = (channel: string, address: string | null): NewNotification => ({
      ...{ kind, channel, address, facts, at: time() },
      key: `${kind} ${about} ${channel} ${address ?? ''}`.trim(),
    });
    const addresses =
      notifications?.smtp === undefined
        ? []
        : addressesOf(policy(), await store.accounts.list(), recipients);
    const hooks = (notifications?.webhooks ?? []).filter(({ kinds }) => kinds.includes(kind));
    return [
      ...addresses.map((address) => row('mail', address)),
      ...hooks.map(({ id }) => row(id, null)),
    ];
  }

  const notify: Notify = async (kind, recipients, notice) => {
    try {
      const rows = await rowsOf(kind, recipients, notice);
      if (rows.length === 0) return;
      if ((await store.notifications.count()).waiting >= mostWaiting) {
        log.warn({ kind }, 'too many notifications wait: this one is not kept');
        return;
      }
      await store.notifications.add(rows);
    } catch (error) {
      log.error({ code: errorCode(error), kind }, 'a notification could not be kept');
    }
  };

  async function attempt(notification: StoredNotification): Promise<StoredNotification> {
    const { id, attempts: before, kind, channel } = notification;
    const outcome = await deliver(notification).catch((error): Delivered => {
      log.error({ code: errorCode(error) }, 'a notification could not be sent');
      return { failure: 'unreachable', permanent: false };
    });
    const attempts = before + 1;
    const settled = outcomeOf(outcome, attempts, kind === 'test');
    const next = time(now() + settled.pause);
    const after = { ...settled.row, attempts, next };
    await store.notifications.settle(id, after);
    if (after.state === 'failed') {
      await audit
        .record({
          act: 'notification-failed',
          actor: null,
          subject: `notification ${id}, ${kind}, ${channel}`,
          detail: after.failure,
        })
        .catch((error) => log.error({ code: errorCode(error) }, 'a failure was not recorded'));
    }
    return { ...notification, ...after };
  }

  async function sendDue(): Promise<void> {
    for (const each of await store.notifications.due(time(), portion)) await attempt(each);
    await store.notifications.dropBefore(time(now() - keptMs));
  }

  /** One at a time: nothing is sent by two turns at once. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = busy.then(work);
    busy = run.then(
      () => {},
      () => {},
    );
    return run;
  }

  return {
    notify,
    addSource: (source) => void sources.push(source),
    async look() {
      for (const source of sources) {
        for (const { kind, recipients, notice } of await source()) {
          await notify(kind, recipients, notice);
        }
      }
    },
    tick: () => inTurn(sendDue),
    async test(channel, to, by) {
      const at = time();
      const key = `test ${by} ${at} ${channel} ${to ?? ''}`;
      const facts = { title: '通知の試験', service: null, reference: at, path: '/notifications' };
      await store.notifications.add([{ key, kind: 'test', at, channel, address: to, facts }]);
      return inTurn(async () => {
        const added = await store.notifications.byKey(key);
        if (added === null) throw new Error('a test that was added is not there');
        return added.state === 'waiting' ? attempt(added) : added;
      });
    },
  };
}

/** A test is not tried again: somebody looks at it now. */
function outcomeOf(outcome: Delivered, attempts: number, isTest: boolean) {
  if (outcome === null) return { row: { state: 'sent', failure: null }, pause: 0 } as const;
  const { failure, permanent } = outcome;
  if (permanent || isTest || attempts >= mostAttempts) {
    return { row: { state: 'failed', failure }, pause: 0 } as const;
  }
  const pause = pauses[attempts - 1] ?? longestPause;
  return { row: { state: 'waiting', failure }, pause } as const;
}
