/** Proposals: made, looked at, signed, returned, withdrawn, published. */
import { maskText } from '../../../shared/audit/mask.ts';
import { maySign, publishingRule } from '../../../shared/policy/publishing.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Handlers } from '../console-routes.ts';
import type { Proposals } from '../policy/proposals.ts';
import type { Publisher } from '../policy/publisher.ts';
import { findConflicts } from '../policy/rebase-changes.ts';
import { shownProposal, whyNotSign } from '../policy/signing.ts';
import { Refusal } from '../refusals.ts';
import type { StoredProposal } from '../store/proposal-stores.ts';
import type { Store } from '../store/store.ts';

type ProposalCalls =
  | 'publishing'
  | 'propose'
  | 'proposals'
  | 'proposal'
  | 'signProposal'
  | 'returnProposal'
  | 'withdrawProposal'
  | 'publishProposal'
  | 'lineHistory';

export function proposalHandlers(options: {
  store: Pick<Store, 'proposals' | 'accounts' | 'lines' | 'revisions'>;
  publisher: Publisher;
  proposals: Proposals;
  policyOf: (revision: number) => Promise<Policy | null>;
}): Pick<Handlers, ProposalCalls> {
  const { store, publisher, proposals, policyOf } = options;
  const rule = () => publishingRule(publisher.current().policy.publishing);

  async function found(id: string): Promise<StoredProposal> {
    const number = numberOf(id);
    const proposal = number === null ? null : await store.proposals.byNumber(number);
    if (proposal === null) throw new Refusal('not-found');
    return proposal;
  }

  async function shown(number: number) {
    const proposal = await found(String(number));
    return { proposal: shownProposal(proposal, rule(), await store.accounts.list()) };
  }

  /** Where others changed the same since; null where both can be had. */
  async function conflictOf({ base, changes }: StoredProposal) {
    const { policy, revision } = publisher.current();
    const before = base === revision.revision ? policy : await policyOf(base);
    const places = before === null ? ['*'] : findConflicts(before, policy, changes);
    if (places.length === 0) return null;
    const theirs = await publisher.since(base);
    return { current: revision.revision, places: places.slice(0, 100), theirs };
  }

  /** What an open proposal would do now; one that has ended is told as it was checked. */
  async function look(proposal: StoredProposal) {
    const { state, changes, checked, closed, by } = proposal;
    const overtaken = state === 'returned' && closed?.by === 'hub';
    const conflict = state === 'open' || overtaken ? await conflictOf(proposal) : null;
    if (state === 'open' && conflict === null) {
      const { difference, problems } = await publisher.draft(changes, by);
      return { difference, problems: [...problems], conflict };
    }
    return { difference: checked.difference, problems: [...checked.problems], conflict };
  }

  return {
    async publishing({ caller }) {
      const { signatures, grantsAlone, grantsAloneFor } = rule();
      const accounts = await store.accounts.list();
      const open = await store.proposals.list('open');
      const forYou = open.filter((row) => {
        const enough = shownProposal(row, rule(), accounts).signatures.length >= signatures;
        const publishes = caller.account.role === 'administrator' && enough;
        return publishes || whyNotSign(row, rule(), caller.account) === null;
      });
      return {
        ...{ signatures, grantsAlone, grantsAloneFor },
        signs: maySign(rule(), caller.account),
        open: open.length,
        forYou: forYou.length,
      };
    },

    async propose({ body: { base, changes, note, from = null }, caller }) {
      const by = caller.account.id;
      return shown(await proposals.propose({ base, changes, note: maskText(note), by, from }));
    },

    async proposals({ query: { state } }) {
      const accounts = await store.accounts.list();
      const rows = await store.proposals.list(state);
      return { proposals: rows.map((row) => shownProposal(row, rule(), accounts)) };
    },

    async proposal({ id, caller: { account } }) {
      const stored = await found(id);
      const { proposal } = await shown(stored.number);
      const seen = await look(stored);
      const isOpen = stored.state === 'open';
      const why = whyNotSign(stored, rule(), account);
      const isSound = seen.problems.every(({ severity }) => severity !== 'error');
      const fits = isOpen && seen.conflict === null && isSound;
      const enough = proposal.signatures.length >= proposal.needed;
      return {
        ...{ proposal, content: stored.content, changes: [...stored.changes] },
        ...seen,
        may: {
          sign: fits && why === null,
          return: isOpen && (why === null || why === 'signed'),
          withdraw: isOpen && stored.by === account.id,
          publish: fits && enough && account.role === 'administrator',
          takeOver: account.role === 'administrator' && !isOpen && stored.state !== 'published',
        },
        whyNot: isOpen ? why : null,
      };
    },

    async signProposal({ id, body, caller }) {
      const number = (await found(id)).number;
      await proposals.sign(number, body.content, wordOf(body.word), caller.account);
      return shown(number);
    },

    async returnProposal({ id, body, caller }) {
      const number = (await found(id)).number;
      await proposals.giveBack(number, maskText(body.word), caller.account);
      return shown(number);
    },

    async withdrawProposal({ id, caller }) {
      const number = (await found(id)).number;
      await proposals.withdraw(number, caller.account);
      return shown(number);
    },

    async publishProposal({ id, caller }) {
      const number = (await found(id)).number;
      await proposals.publish(number, caller.account);
      return shown(number);
    },

    async lineHistory({ id, query: { match } }) {
      const changes = await store.lines.of(id, match);
      const revisions = new Map(
        (await store.revisions.list()).map((each) => [each.revision, each]),
      );
      return {
        lines: changes.flatMap(({ change, revision }) => {
          const made = revisions.get(revision);
          if (made === undefined) return [];
          const { published: at, by, note, signatures } = made;
          return [{ change, revision, at, by, note, signatures: [...signatures] }];
        }),
      };
    },
  };
}

function wordOf(word: string | null): string | null {
  const masked = word === null ? '' : maskText(word).trim();
  return masked === '' ? null : masked;
}

function numberOf(id: string): number | null {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
}
