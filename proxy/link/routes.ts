/** Which call is answered by which route. */
import type { ServerResponse } from 'node:http';
import type { InspectPiece, LinkBody, LinkCall } from '../../shared/protocol/link.ts';
import type { Caller } from './credentials.ts';
import type { LinkOptions } from './link.ts';
import type { RecordChange } from './record-change.ts';
import { refuse } from './refusal.ts';
import type { ReportedIds } from './reported-ids.ts';
import { acknowledgeRoute } from './routes/acknowledge.ts';
import { askApprovalRoute } from './routes/ask-approval.ts';
import { decisionsRoute } from './routes/decisions.ts';
import { draftRoutes } from './routes/drafts.ts';
import { enrollRoute } from './routes/enroll.ts';
import { inspectRoute } from './routes/inspect.ts';
import { peopleRoute, switchPersonRoute } from './routes/people.ts';
import { reportRoute } from './routes/report.ts';
import { accessRequestsRoute, requestAccessRoute } from './routes/request-access.ts';
import { statusRoute } from './routes/status.ts';
import { takeOutRoute } from './routes/take-out.ts';
import { createWatchers } from './routes/watch.ts';
import { withdrawRoute } from './routes/withdraw.ts';

export interface Call {
  readonly call: LinkCall;
  /** Parsed by the call's own schema. */
  readonly body: object;
  readonly authorization: string;
  readonly origin: string | undefined;
  /** null for enroll and credential. */
  readonly caller: Caller | null;
  readonly response: ServerResponse;
}

type Pieces = (
  piece: InspectPiece,
  bytes: Uint8Array,
  caller: Caller | null,
  gone: AbortSignal,
) => Promise<object>;

export interface Routes extends Disposable {
  /** @returns the answer, a refusal, or null where the route answers by itself */
  answer(call: Call): Promise<object | null>;
  /** A piece of what the guard holds. @param gone aborts where the caller goes away */
  readonly inspect: Pieces;
  /** A piece of a stopped file of which a copy is wanted. */
  readonly takeOut: Pieces;
}

type Called = {
  [C in Exclude<LinkCall, 'enroll' | 'credential' | 'watch' | 'copy'>]: (
    body: LinkBody<C>,
    caller: Caller,
  ) => Promise<object>;
};

export function createRoutes(
  options: LinkOptions & { now: () => number; record: RecordChange; known: ReportedIds },
): Routes {
  const { credentials, projections, now } = options;
  const watchers = createWatchers(options);
  const enroll = enrollRoute({ ...options, linkKey: projections.publicKey });
  const inspect = inspectRoute(options);
  const takeOut = takeOutRoute(options);
  const called: Called = {
    status: statusRoute({ ...options, since: new Date(now()).toISOString() }),
    decisions: decisionsRoute(options),
    report: reportRoute(options),
    'request-access': requestAccessRoute(options),
    acknowledge: acknowledgeRoute(options),
    withdraw: withdrawRoute(options),
    'ask-approval': askApprovalRoute(options),
    approvals: async (_, { person }) => ({ approvals: options.approvals.list(person.user) }),
    ...draftRoutes(options),
    'access-requests': accessRequestsRoute(options),
    people: peopleRoute(options),
    'switch-person': switchPersonRoute(options),
  };

  return {
    async answer({ call, body, authorization, origin, caller, response }) {
      if (call === 'enroll') {
        if (origin === undefined) return refuse('origin-missing');
        return enroll({ authorization, origin, ...(body as LinkBody<'enroll'>) });
      }
      if (call === 'credential') return credentials.exchange(authorization, origin);
      if (caller === null) return refuse('token-unknown');
      if (call === 'watch') return watchers.open(body as LinkBody<'watch'>, caller, response);
      if (call === 'copy') return takeOut.send(body as LinkBody<'copy'>, caller, response);
      // The body was parsed by this very call's schema.
      return called[call](body as never, caller);
    },
    inspect: async (piece, bytes, caller, gone) =>
      caller === null ? refuse('token-unknown') : inspect.answer(piece, bytes, caller, gone),
    takeOut: async (piece, bytes, caller, gone) =>
      caller === null ? refuse('token-unknown') : takeOut.answer(piece, bytes, caller, gone),
    [Symbol.dispose]() {
      takeOut[Symbol.dispose]();
      inspect[Symbol.dispose]();
      watchers[Symbol.dispose]();
    },
  };
}
