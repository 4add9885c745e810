/**
 * Changes that wait for others' signatures. One act at a time:
 *   propose → sign (by others, exactly what they saw) → the last signature publishes
 *           → returned with a word, withdrawn, or returned by the hub where others changed the same
 */
import { publishingRule } from '../../../shared/policy/publishing.ts';
import type { Change, Difference } from '../../../shared/protocol/policy-change.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { createTurns } from '../records/turns.ts';
import { Refusal } from '../refusals.ts';
import type { StoredProposal } from '../store/proposal-stores.ts';
import type { LeftChange, RequestAnswer, Store } from '../store/store.ts';
import { countDifference, countWords } from './count-difference.ts';
import { japanTime } from './grant-request.ts';
import { proposalContent } from './proposal-content.ts';
import type { Publisher } from './publisher.ts';
import { findConflicts } from './rebase-changes.ts';
import { countingSignatures, whyNotSign } from './signing.ts';
import { stampEntries } from './stamp-entries.ts';

export interface Wish {
  readonly base: number;
  readonly changes: readonly Change[];
  /** Masked. */
  readonly note: string;
  readonly by: string;
  readonly from?: number | null;
  readonly answer?: RequestAnswer;
}

interface Person {
  readonly id: string;
  readonly role: StoredRole;
}
type StoredRole = Awaited<ReturnType<Store['accounts']['list']>>[number]['role'];

export interface Proposals {
  /** @throws Refusal stale-base, policy-problems, already-answered */
  propose(wish: Wish): Promise<number>;
  /** @throws Refusal proposal-closed, proposal-changed, signer-refused, proposal-stale */
  sign(number: number, content: string, word: string | null, by: Person): Promise<void>;
  giveBack(number: number, word: string, by: Person): Promise<void>;
  withdraw(number: number, by: Person): Promise<void>;
  /** Where enough have signed. */
  publish(number: number, by: Person): Promise<void>;
  /** Others published: what cannot stand on the new revision goes back to its author. */
  settle(): Promise<void>;
}

/** Others may publish at the same moment. */
const tries = 10;

export function createProposals(options: {
  store: Pick<Store, 'proposals' | 'revisions' | 'accounts' | 'requests'>;
  publisher: Publisher;
  policyOf: (revision: number) => Promise<ReturnType<Publisher['current']>['policy'] | null>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  now: () => number;
}): Proposals {
  const { store, publisher, policyOf, audit, now } = options;
  const turns = createTurns();
  const inTurn = <T>(work: () => Promise<T>) => turns('', work);
  const time = () => new Date(now()).toISOString();
  const rule = () => publishingRule(publisher.current().policy.publishing);

  function left(
    act: 'policy-proposed' | 'policy-signed' | 'policy-returned' | 'policy-withdrawn',
    number: number,
    actor: string,
    detail: string | null,
  ): LeftChange {
    return audit.left({ act, actor, subject: `proposal ${number}`, detail });
  }

  async function open(number: number): Promise<StoredProposal> {
    const proposal = await store.proposals.byNumber(number);
    if (proposal === null) throw new Refusal('not-found');
    if (proposal.state !== 'open') throw new Refusal('proposal-closed');
    return proposal;
  }

  async function close(
    number: number,
    closing: { state: 'returned' | 'withdrawn'; by: string; word: string | null },
  ): Promise<void> {
    const act = closing.state === 'returned' ? 'policy-returned' : 'policy-withdrawn';
    const record = left(act, number, closing.by, closing.word);
    if (!(await store.proposals.close(number, { ...closing, at: time() }, [record]))) {
      throw new Refusal('proposal-closed');
    }
  }

  /** Onto the current revision; where that cannot be, back to its author. */
  async function bring(proposal: Pick<StoredProposal, 'number' | 'base' | 'changes'>) {
    const { policy, revision } = publisher.current();
    if (proposal.base === revision.revision) return;
    const before = await policyOf(proposal.base);
    const places = before === null ? ['*'] : findConflicts(before, policy, proposal.changes);
    if (places.length === 0) {
      await store.proposals.moveTo(proposal.number, revision.revision);
      return;
    }
    const named = places.slice(0, 10).join(', ');
    const word = `版 ${revision.revision} で同じところが変わりました: ${named} / revision ${revision.revision} changed the same: ${named}`;
    await close(proposal.number, { state: 'returned', by: 'hub', word });
    const current = revision.revision;
    throw new Refusal('proposal-stale', {
      current,
      difference: await publisher.since(proposal.base),
    });
  }

  /** @returns false where more signatures are needed */
  async function publishSigned(number: number): Promise<boolean> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const { revision, policy } = publisher.current();
      const proposal = await open(number);
      await bring(proposal);
      const accounts = await store.accounts.list();
      const signing = publishingRule(policy.publishing);
      const signatures = countingSignatures(proposal, signing, accounts);
      if (signatures.length < signing.signatures) return false;
      const { changes, note, by, answer } = proposal;
      const published = await publisher.publish({
        ...{ base: revision.revision, changes, note, by },
        proposal: { number, signatures },
        ...(answer === null ? {} : { answer: { ...answer, at: time() } }),
        record: (made, difference) => publishedRecords(proposal, made, difference, signatures),
      });
      switch (published.outcome) {
        case 'published':
          return true;
        case 'stale':
          continue;
        case 'closed':
          throw new Refusal('proposal-closed');
        case 'answered':
          await close(number, { state: 'returned', by: 'hub', word: answered });
          throw new Refusal('already-answered');
        case 'problems':
          throw new Refusal('policy-problems', { problems: [...published.problems] });
        default:
          published satisfies never;
      }
    }
    const current = publisher.current().revision.revision;
    throw new Refusal('stale-base', { current, difference: { lists: [], other: [] } });
  }

  function publishedRecords(
    { number, note, by, answer }: StoredProposal,
    revision: number,
    difference: Difference,
    signatures: readonly { by: string }[],
  ): LeftChange[] {
    const signers = signatures.map((each) => each.by).join(', ');
    const detail = `${note} (${countWords(difference)}); proposal ${number}, signed by ${signers || 'nobody'}`;
    const act = 'policy-published' as const;
    const published = audit.left({ act, actor: by, subject: `revision ${revision}`, detail });
    if (answer === null) return [published];
    const subject = `request ${answer.request}`;
    const granted = { act: 'access-granted', actor: by, subject } as const;
    return [
      audit.left({ ...granted, detail: `proposal ${number}; revision ${revision}` }),
      published,
    ];
  }

  async function settleAll(): Promise<void> {
    const { revision } = publisher.current().revision;
    for (const { number, base, request } of await store.proposals.list('open')) {
      if (request !== null && (await store.requests.byId(request))?.state !== 'open') {
        await close(number, { state: 'returned', by: 'hub', word: answered });
        continue;
      }
      if (base === revision) continue;
      const proposal = await store.proposals.byNumber(number);
      if (proposal?.state !== 'open') continue;
      await bring(proposal).catch((error) => {
        if (!(error instanceof Refusal)) throw error;
      });
    }
    await audit.settle();
  }

  return {
    propose: ({ base, changes: wished, note, by, from = null, answer }) =>
      inTurn(async () => {
        const current = publisher.current().revision.revision;
        if (base !== current) {
          throw new Refusal('stale-base', { current, difference: await publisher.since(base) });
        }
        const changes = stampEntries(wished, by, japanTime(now()).slice(0, 10));
        const { problems, policy, difference } = await publisher.draft(changes, by);
        if (policy === null) throw new Refusal('policy-problems', { problems: [...problems] });
        const origin = from === null ? null : await store.proposals.byNumber(from);
        const number = await store.proposals.create(
          {
            ...{ base, by, note, changes },
            at: time(),
            contributors: [...new Set([by, ...(origin?.contributors ?? [])])],
            content: proposalContent({ base, by, changes, note }),
            request: answer?.request ?? null,
            answer: answer ?? null,
            checked: { difference, problems },
            counts: countDifference(difference),
          },
          (made) => [left('policy-proposed', made, by, `${note} (${countWords(difference)})`)],
        );
        if (number === null) throw new Refusal('already-answered');
        await audit.settle();
        return number;
      }),

    async sign(number, content, word, by) {
      await inTurn(async () => {
        const proposal = await open(number);
        const why = whyNotSign(proposal, rule(), by);
        if (why === 'own') throw new Refusal('own-proposal');
        if (why === 'signer') throw new Refusal('signer-refused');
        await bring(proposal);
        const signature = { by: by.id, at: time(), word };
        const record = left('policy-signed', number, by.id, word);
        const signed = await store.proposals.sign(number, content, signature, [record]);
        if (signed === 'closed') throw new Refusal('proposal-closed');
        if (signed === 'changed') throw new Refusal('proposal-changed');
        await publishSigned(number);
      }).finally(audit.settle);
      await this.settle();
    },

    giveBack: (number, word, by) =>
      inTurn(async () => {
        const proposal = await open(number);
        const why = whyNotSign(proposal, rule(), by);
        if (why === 'own') throw new Refusal('own-proposal');
        if (why === 'signer') throw new Refusal('signer-refused');
        await close(number, { state: 'returned', by: by.id, word });
        await audit.settle();
      }),

    withdraw: (number, by) =>
      inTurn(async () => {
        const proposal = await open(number);
        if (proposal.by !== by.id) throw new Refusal('not-own-proposal');
        await close(number, { state: 'withdrawn', by: by.id, word: null });
        await audit.settle();
      }),

    async publish(number) {
      await inTurn(async () => {
        if (!(await publishSigned(number))) throw new Refusal('signature-needed');
      }).finally(audit.settle);
      await this.settle();
    },

    settle: () => inTurn(settleAll),
  };
}

const answered =
  'この申請には、すでに回答があります / the request for access was answered meanwhile';
