/** A hub whose policy asks for signatures, with the people who give them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HubOptions } from '../../proxy/hub/hub.ts';
import type { Change } from '../../shared/protocol/policy-change.ts';
import { exampleYaml } from '../proxy/hub/policy/example-policy.ts';
import type { HubClient } from './hub-client.ts';
import { startHub, type TestHub } from './start-hub.ts';

export interface SignedHub extends AsyncDisposable {
  readonly hub: TestHub;
  readonly admin: HubClient;
  /** Another administrator. */
  readonly mori: HubClient;
  readonly approver: HubClient;
  /** Publishes this, signed by whoever it takes. */
  setRule(publishing: string): Promise<void>;
  /** Proposes these lines for `public-bodies`. */
  propose(...entries: string[]): Promise<number>;
  /** Signs what is there to be seen. */
  sign(client: HubClient, number: number, word?: string | null): Promise<unknown>;
}

export async function startSignedHub(
  publishing: string,
  options: Partial<Omit<HubOptions, 'paths'>> & { readonly home?: string } = {},
): Promise<SignedHub> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-signed-'));
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  await writeFile(firstPolicyFile, exampleYaml);
  const hub = await startHub({ firstPolicyFile, ...options });
  const admin = hub.administrator;
  const mori = await hub.signedIn('mori', 'administrator');
  const approver = await hub.signedIn('abe', 'approver');

  const sign = async (client: HubClient, number: number, word: string | null = null) => {
    const id = String(number);
    const { content } = await client.call('proposal', undefined, { id });
    return client.call('signProposal', { content, word }, { id });
  };
  const setRule = async (next: string) => {
    const { revision: base, yaml } = await admin.call('policy');
    const rest = yaml.replace(/^publishing:.*\n/m, '');
    const changes: Change[] = [{ op: 'replace', yaml: `${rest}publishing: ${next}\n` }];
    const { signatures } = await admin.call('publishing');
    if (signatures === 0) {
      await admin.call('publish', { base, changes, note: '規則' });
      return;
    }
    const { proposal } = await admin.call('propose', { base, changes, note: '規則' });
    for (const client of [mori, approver].slice(0, signatures)) await sign(client, proposal.number);
  };
  await setRule(publishing);
  return {
    ...{ hub, admin, mori, approver, setRule, sign },
    async propose(...entries) {
      const { revision: base } = await admin.call('policy');
      const changes: Change[] = [{ op: 'add-entries', list: 'public-bodies', entries }];
      const { proposal } = await admin.call('propose', { base, changes, note: '追加の理由' });
      return proposal.number;
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
