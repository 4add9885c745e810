/** Which call is answered by which route. */
import type { ServerResponse } from 'node:http';
import type { InspectPiece, LinkBody, LinkCall } from '../../shared/protocol/link.ts';
import type { Caller } from './credentials.ts';
import type { LinkOptions } from './link.ts';
import type { RecordChange } from './record-change.ts';
import { refuse } from './refusal.ts';
import type { ReportedIds } from './reported-ids.ts';
import { acknowledgeRoute } from './routes/acknowledge.ts';
import { decisionsRoute } from './routes/decisions.ts';
import { enrollRoute } from './routes/enroll.ts';
import { inspectRoute } from './routes/inspect.ts';
import { peopleRoute, switchPersonRoute } from './routes/people.ts';
import { reportRoute } from './routes/report.ts';
import { accessRequestsRoute, requestAccessRoute } from './routes/request-access.ts';
import { statusRoute } from './routes/status.ts';
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

export interface Routes extends Disposable {
  /** @returns the answer, a refusal, or null where the route answers by itself */
  answer(call: Call): Promise<object | null>;
  /** A piece of what the guard holds. @param gone aborts where the caller goes away */
  inspect(
    piece: InspectPiece,
    bytes: Uint8Array,
    caller: Caller | null,
    gone: AbortSignal,
  ): Promise<object>;
}

type Called = {
  [C in Exclude<LinkCall, 'enroll' | 'credential' | 'watch'>]: (
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
  const called: Called = {
    status: statusRoute({ ...options, since: new Date(now()).toISOString() }),
    decisions: decisionsRoute(options),
    report: reportRoute(options),
    'request-access': requestAccessRoute(options),
    acknowledge: acknowledgeRoute(options),
    withdraw: withdrawRoute(options),
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
      // The body was parsed by this very call's schema.
      return called[call](body as never, caller);
    },
    inspect: async (piece, bytes, caller, gone) =>
      caller === null ? refuse('token-unknown') : inspect.answer(piece, bytes, caller, gone),
    [Symbol.dispose]() {
      inspect[Symbol.dispose]();
      watchers[Symbol.dispose]();
    },
  };
}
