/**
 * Holds a stream open to each browser: policy or person changes → the new projection at once;
 * a beat in between keeps the extension's worker awake and shows a dead connection.
 */
import type { ServerResponse } from 'node:http';
import type { LinkBody, SignedProjection, WatchMessage } from '../../../shared/protocol/link.ts';
import type { Caller } from '../credentials.ts';
import type { Enrolments } from '../enrolments.ts';
import { currentPerson } from '../people.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import type { Projections } from '../projections.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface Watchers extends Disposable {
  /** Answers by the stream, or with a refusal that is not sent yet. */
  open(body: LinkBody<'watch'>, caller: Caller, response: ServerResponse): Refusal | null;
}

interface Watcher {
  readonly enrolment: string;
  push(): void;
  end(): void;
}

const watchersAltogether = 64;
/** A worker that was put to sleep leaves its stream behind: the oldest makes room. */
const watchersPerEnrolment = 3;
/** Not read for so long that this much waits: whoever it is does not listen. */
const unreadLimit = 8 * 1024 * 1024;

export function createWatchers(options: {
  policy: PolicyHolder;
  enrolments: Enrolments;
  projections: Projections;
  now: () => number;
  /** Milliseconds. */
  beat?: number;
}): Watchers {
  const { policy, enrolments, projections, now, beat = 15_000 } = options;
  const watchers = new Set<Watcher>();
  const subscriptions = [
    policy.subscribe(() => {
      for (const watcher of watchers) watcher.push();
    }),
    enrolments.subscribe((id) => {
      for (const watcher of watchers) if (watcher.enrolment === id) watcher.push();
    }),
  ];

  function open(body: LinkBody<'watch'>, caller: Caller, response: ServerResponse) {
    const own = [...watchers].filter(({ enrolment }) => enrolment === caller.enrolment.id);
    if (own.length >= watchersPerEnrolment) own[0]?.end();
    if (watchers.size >= watchersAltogether) return refuse('busy');
    response.writeHead(200, {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.flushHeaders();
    const watcher = startWatcher(body, caller, response);
    watcher.push();
    return null;
  }

  function startWatcher(body: LinkBody<'watch'>, caller: Caller, response: ServerResponse) {
    let sent: SignedProjection | null = null;
    let pushing = false;
    let again = false;

    const write = (message: WatchMessage) => {
      if (response.writableLength > unreadLimit) response.destroy();
      else response.write(`${JSON.stringify(message)}\n`);
    };
    const callerHas = (revision: number, user: string) =>
      sent === null && body.revision === revision && (body.user ?? user) === user;

    async function pushOnce() {
      const enrolment = enrolments.get(caller.enrolment.id);
      if (enrolment === null) return watcher.end();
      const state = policy.current();
      const person = currentPerson(state, enrolment);
      const signed = await projections.of(state, person);
      if (signed === null || state.state === 'none' || signed === sent) return;
      if (!callerHas(state.revision, person.user) && watchers.has(watcher)) {
        write({ type: 'projection', signed });
      }
      sent = signed;
    }

    const watcher: Watcher = {
      enrolment: caller.enrolment.id,
      push() {
        again = true;
        if (pushing) return;
        pushing = true;
        void (async () => {
          while (again) {
            again = false;
            await pushOnce();
          }
        })()
          // The browser comes back and asks again; a stream that may have missed a change is worse.
          .catch(() => watcher.end())
          .finally(() => {
            pushing = false;
          });
      },
      end() {
        clearInterval(beats);
        clearTimeout(expiry);
        watchers.delete(watcher);
        response.end();
      },
    };
    const beats = setInterval(() => write({ type: 'beat' }), beat);
    const expiry = setTimeout(watcher.end, Math.max(0, caller.expires - now()));
    response.once('close', watcher.end);
    response.on('error', watcher.end);
    watchers.add(watcher);
    return watcher;
  }

  return {
    open,
    [Symbol.dispose]() {
      for (const end of subscriptions) end();
      for (const watcher of [...watchers]) watcher.end();
    },
  };
}
