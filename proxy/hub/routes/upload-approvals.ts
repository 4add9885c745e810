/** Uploads that somebody may let go: seen and answered by whom the policy names for the rule. */
import { maskHost, maskText } from '../../../shared/audit/mask.ts';
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import { latestEnd, mayApprove } from '../../../shared/policy/upload-approvers.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import type { UploadApprovalRequest } from '../../../shared/protocol/upload-approvals.ts';
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';

export function uploadApprovalHandlers(options: {
  store: Pick<Store, 'uploadApprovals'>;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, 'uploadApprovals' | 'approveUpload' | 'sendBackUpload'> {
  const { store, publisher, audit, now } = options;

  function mayAnswer(request: UploadApprovalRequest, account: Account): boolean {
    const destination = destinationOf(request);
    if (destination === null) return false;
    const { rule, user } = request;
    return mayApprove(publisher.current().policy, { rule, destination, user }, account);
  }
  const latest = ({ rule }: UploadApprovalRequest) =>
    latestEnd(publisher.current().policy, rule, now());

  async function open(id: string, account: Account): Promise<UploadApprovalRequest> {
    const request = await store.uploadApprovals.byId(id);
    // Whom the policy does not name learns not even that there is one.
    if (request === null || !mayAnswer(request, account)) throw new Refusal('not-found');
    if (request.state !== 'open') throw new Refusal('already-answered');
    return request;
  }

  async function answer(
    request: UploadApprovalRequest,
    state: 'approved' | 'sent-back',
    answered: NonNullable<UploadApprovalRequest['answer']>,
  ): Promise<UploadApprovalRequest> {
    const { id, host, port, decision } = request;
    const change = audit.left({
      act: state === 'approved' ? 'upload-approved' : 'upload-sent-back',
      actor: answered.by,
      subject: `upload ${id}, ${maskHost(host)}:${port}`,
      detail: answered.word,
      decision,
    });
    if (!(await store.uploadApprovals.answer(id, state, answered, [change]))) {
      throw new Refusal('already-answered');
    }
    await audit.settle();
    return { ...request, state, answer: answered };
  }

  return {
    async uploadApprovals({ query: { state }, caller }) {
      const { account } = caller;
      const reads = account.role === 'administrator' || account.role === 'auditor';
      const found = await store.uploadApprovals.list(state === 'all' ? {} : { state });
      const approvals = found
        .map((each) => ({
          ...each,
          mayAnswer: mayAnswer(each, account),
          latest: new Date(latest(each)).toISOString(),
        }))
        .filter((each) => reads || each.mayAnswer);
      return { approvals };
    },
    async approveUpload({ id, body, caller }) {
      const request = await open(id, caller.account);
      const end = Date.parse(body.until);
      if (end <= now() || end > latest(request)) {
        const until =
          'いまより後で、その規則の期間の中の日時にしてください / write a moment after now, within the period of the rule';
        throw new Refusal('invalid', { fields: { until } });
      }
      const word =
        body.word === null || body.word.trim() === '' ? null : maskText(body.word.trim());
      const approval = await answer(request, 'approved', {
        at: new Date(now()).toISOString(),
        by: caller.account.id,
        word,
        until: new Date(end).toISOString(),
      });
      return { approval };
    },
    async sendBackUpload({ id, body, caller }) {
      const request = await open(id, caller.account);
      const approval = await answer(request, 'sent-back', {
        at: new Date(now()).toISOString(),
        by: caller.account.id,
        word: maskText(body.word),
        until: null,
      });
      return { approval };
    },
  };
}

/** With the scheme that its port has: entries of services look at hosts. */
function destinationOf({ host, port }: UploadApprovalRequest): Destination | null {
  const parsed = parseDestination(`${port === 80 ? 'http' : 'https'}://${host}:${port}/`);
  return parsed.ok ? parsed.destination : null;
}
