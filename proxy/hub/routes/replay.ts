/** A draft over recorded decisions. That records are read for it is itself recorded, before they are. */
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Replays } from '../replay/replays.ts';
import { refuseStale } from './policy.ts';

export function replayHandlers(options: {
  publisher: Pick<Publisher, 'current' | 'draft' | 'since'>;
  replays: Pick<Replays, 'start' | 'state' | 'cancel'>;
  audit: Pick<HubAudit, 'record'>;
}): Pick<Handlers, 'startReplay' | 'replay' | 'cancelReplay'> {
  const { publisher, replays, audit } = options;
  return {
    async startReplay({ body: { base, changes, days }, caller }) {
      await refuseStale(publisher, base);
      const account = caller.account.id;
      const { policy, problems } = await publisher.draft(changes, account);
      if (policy === null) throw new Refusal('policy-problems', { problems: [...problems] });
      const detail = `draft on revision ${base}, days=${days}`;
      await audit.record({ act: 'audit-read', actor: account, subject: 'replay', detail });
      return { id: await replays.start({ account, base, days, policy }) };
    },

    async replay({ id }) {
      const state = replays.state(id);
      if (state === null) throw new Refusal('not-found');
      return state;
    },

    async cancelReplay({ id, caller }) {
      if (!(await replays.cancel(id, caller.account.id))) throw new Refusal('not-found');
      return {};
    },
  };
}
