/** The hub's notifications: their world is built here. */
import path from 'node:path';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Log } from '../../platform/log.ts';
import { makePrivateFolder } from '../../platform/private-file.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import type { Store } from '../store/store.ts';
import { deliver } from './deliver.ts';
import { createNotifications, type Notifications } from './notify.ts';
import { noticeSources } from './sources.ts';

export async function startNotifications(options: {
  /** The hub's; secrets lie in `secrets` below it. */
  readonly folder: string;
  readonly store: Store;
  readonly policy: () => Policy;
  readonly origin: () => string;
  readonly audit: Pick<HubAudit, 'record'>;
  readonly now: () => number;
  readonly log: Log;
}): Promise<Notifications> {
  const { folder, store, policy, origin, audit, now, log } = options;
  const secrets = path.join(folder, 'secrets');
  await makePrivateFolder(secrets);
  const notifications = createNotifications({
    ...{ store, policy, audit, now, log },
    deliver: (each) => deliver(each, { policy, origin, secrets, now }),
  });
  for (const source of noticeSources({ store, policy, now })) notifications.addSource(source);
  return notifications;
}
