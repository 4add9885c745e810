/** A stand-in for a browser's extension, enrolled with a whole system: a credential, and a watch. */
import { createLinkClient, type LinkClient } from './link-client.ts';
import type { System } from './start-system.ts';
import { until } from './until.ts';

export async function enrolledLink(
  system: System,
  person: { readonly user: string; readonly unit: string },
): Promise<LinkClient> {
  const argv = ['enroll', '--user', person.user, '--unit', person.unit, '--json'];
  const { stdout, stderr } = await system.run(argv);
  if (stdout === '') throw new Error(`enroll: ${stderr}`);
  const { code } = JSON.parse(stdout) as { code: string };
  const client = await createLinkClient({ port: system.linkPort });
  await client.enroll(code);
  // The policy that names the person may still be on its way.
  await until(() => client.renew().catch(() => null), { every: 200 });
  return client;
}
