/** Makes sure that there is a revision: the first one is the starter policy, or the file given. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Change } from '../records/hub-audit.ts';
import type { Store } from '../store/store.ts';
import type { OwnPorts } from './cut-off.ts';
import { firstPolicy } from './first-policy.ts';

export const starterFile = path.join(import.meta.dirname, '../../../shared/policy/starter.yaml');

export async function publishFirst(options: {
  store: Pick<Store, 'revisions'>;
  file: string;
  ports: OwnPorts;
  record: (change: Change) => Promise<void>;
  now: number;
}): Promise<void> {
  const { store, file, ports, record, now } = options;
  if ((await store.revisions.current()) !== null) return;
  const yaml = firstPolicy(await readFile(file, 'utf8'), file, ports, now);
  const published = new Date(now).toISOString();
  const note = '最初のポリシー / the first policy';
  const added = await store.revisions.add({ revision: 1, published, by: 'hub', note, yaml });
  if (added !== 'added') return;
  await record({ act: 'policy-published', actor: 'hub', subject: 'revision 1', detail: note });
}
