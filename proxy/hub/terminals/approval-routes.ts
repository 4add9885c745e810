/** What terminals ask about uploads that somebody may let go: each of its own. */
import type { FastifyInstance } from 'fastify';
import { maskHost, maskLongNumbers, maskRule, maskText } from '../../../shared/audit/mask.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { hasApprovers } from '../../../shared/policy/upload-approvers.ts';
import {
  type UploadApprovalBody,
  type UploadApprovalRequest,
  uploadApprovalBodySchema,
} from '../../../shared/protocol/upload-approvals.ts';
import { checkInput } from '../check-input.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { createTurns } from '../records/turns.ts';
import { Refusal } from '../refusals.ts';
import type { PolicyOfNow } from '../requests/standing.ts';
import type { Store } from '../store/store.ts';

const dayMs = 86_400_000;
const shownDays = 40;
const openAtMost = 20;
const dailyAtMost = 50;

export function addApprovalRoutes(
  app: FastifyInstance,
  options: {
    store: Pick<Store, 'uploadApprovals'>;
    audit: Pick<HubAudit, 'left' | 'settle'>;
    current: () => PolicyOfNow;
    now: () => number;
  },
): void {
  const { store, audit, current, now } = options;
  const inTurn = createTurns();
  const ago = (days: number) => new Date(now() - days * dayMs).toISOString();

  app.post('/terminal/v1/upload-approvals', async (request) => {
    const body = checkInput(uploadApprovalBodySchema, request.body);
    const terminal = request.terminal?.id;
    if (terminal === undefined) throw new Refusal('token-refused');
    const to = parseDestination(`https://${body.host}:${body.port}/`);
    if (!to.ok || !hasApprovers(current().policy, body.rule, to.destination)) {
      throw new Refusal('invalid', {
        fields: { rule: 'この規則には承認がありません / no approval' },
      });
    }
    // What asks twice at once must not overlap with itself.
    return inTurn(terminal, () => ask(body, terminal));
  });

  async function ask(body: UploadApprovalBody, terminal: string): Promise<UploadApprovalRequest> {
    const known = await store.uploadApprovals.byId(body.id);
    // Sent again because no answer came.
    if (known !== null && known.terminal === terminal) return known;
    const own = (await store.uploadApprovals.list({ terminal, since: ago(shownDays) })).filter(
      ({ user }) => user === body.user,
    );
    const open = own.filter(({ state }) => state === 'open');
    const same = open.find((each) => isSame(each, body));
    if (same !== undefined) return same;
    const today = own.filter(({ at }) => at > ago(1));
    if (open.length >= openAtMost || today.length >= dailyAtMost) {
      throw new Refusal('too-many-requests');
    }
    const made: UploadApprovalRequest = {
      ...masked(body),
      at: new Date(now()).toISOString(),
      terminal,
      state: 'open',
      answer: null,
    };
    const change = audit.left({
      act: 'upload-approval-asked',
      actor: made.user,
      subject: `upload ${made.id}, ${made.host}:${made.port}`,
      decision: made.decision,
    });
    if (!(await store.uploadApprovals.add(made, [change]))) throw new Refusal('already-answered');
    await audit.settle();
    return made;
  }

  app.get('/terminal/v1/upload-approvals', async (request) => {
    const terminal = request.terminal?.id;
    if (terminal === undefined) throw new Refusal('token-refused');
    const approvals = await store.uploadApprovals.list({ terminal, since: ago(shownDays) });
    return { approvals };
  });
}

function isSame(a: UploadApprovalRequest, b: UploadApprovalBody): boolean {
  return a.item.digest === b.item.digest && a.host === b.host && a.port === b.port;
}

/** A terminal masks what it sends; the hub does not rely on that. */
function masked(body: UploadApprovalBody): UploadApprovalBody {
  const { item } = body;
  return {
    ...body,
    id: maskLongNumbers(body.id),
    decision: maskLongNumbers(body.decision),
    user: maskLongNumbers(body.user),
    unit: body.unit && maskLongNumbers(body.unit),
    host: maskHost(body.host),
    rule: maskRule(body.rule),
    clause: body.clause && maskRule(body.clause),
    item: { ...item, name: item.name === null ? null : maskText(item.name) },
    reason: maskText(body.reason),
  };
}
