/** Publishes a change of the policy in the console, and waits until the terminal has it. */
import { allRecords } from './all-records.ts';
import type { ConsoleClient } from './console-client.ts';
import { until } from './until.ts';

export async function publishPolicy(
  admin: ConsoleClient,
  change: (yaml: string) => string,
): Promise<void> {
  const { revision: base, yaml } = await admin.call('policy');
  const changes = [{ op: 'replace', yaml: change(yaml) } as const];
  const { revision } = await admin.call('publish', { body: { base, changes, note: '試験' } });
  // The list of terminals follows half a minute later; the record comes at once.
  await until(
    async () =>
      (await allRecords(admin)).some(
        ({ record }) =>
          record.type === 'change' &&
          record.act === 'policy-applied' &&
          record.subject === String(revision),
      ),
    { every: 100 },
  );
}
