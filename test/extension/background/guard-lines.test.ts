import { describe, expect, test } from 'vitest';
import { createGuardLines } from '../../../extension/background/guard-lines.ts';
import type { InspectResult } from '../../../extension/background/inspect-call.ts';
import { noAnswer } from '../../../extension/background/link-call.ts';
import type { LinkSession } from '../../../extension/background/link-session.ts';
import type { HeldProjection } from '../../../extension/background/projection-holder.ts';
import type { TakeOutResult } from '../../../extension/background/take-out-call.ts';
import type { GuardAnswer } from '../../../extension/guard/channel.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import { compileProjection, projectPolicy } from '../../../shared/policy/projection.ts';
import { smallPolicy } from '../../support/running-link.ts';

const decided = (action: Action): InspectResult => ({
  ok: true,
  decision: {
    action,
    reason: 'upload-rule',
    rule: null,
    clause: null,
    id: 'D1',
    at: '2027-01-05T00:00:00.000Z',
    url: 'https://a.example/',
    host: 'a.example',
    source: 'extension',
  },
});

function projected(changes: object): HeldProjection {
  const made = {
    user: 'tanaka',
    unit: null,
    terminal: null,
    revision: 1,
    published: '2027-01-05T00:00:00.000Z',
  };
  const contacts = { helpdesk: { title: '情報政策課' } };
  const projection = projectPolicy(smallPolicy({ contacts, ...changes }), made);
  return { projection, compiled: compileProjection(projection) };
}

function world(options: {
  result?: (signal: AbortSignal) => Promise<InspectResult>;
  takeOut?: (signal: AbortSignal) => Promise<TakeOutResult>;
  held?: HeldProjection | null;
  enrolled?: boolean;
  url?: string;
}) {
  const told: GuardAnswer[] = [];
  const asked: [string, object][] = [];
  const inspected: object[] = [];
  const { held = projected({ uploads: { default: 'allow' } }) } = options;
  const lines = createGuardLines({
    session: {
      async ask(call: string, body: object) {
        asked.push([call, body]);
        return { ok: true, answer: {} };
      },
    } as unknown as LinkSession,
    projection: async () => held,
    enrolled: async () => options.enrolled ?? true,
    async inspect({ of, signal, onProgress }) {
      inspected.push(of);
      onProgress(1);
      return options.result?.(signal) ?? decided('allow');
    },
    async takeOut({ of, signal }) {
      inspected.push(of);
      return (await options.takeOut?.(signal)) ?? noAnswer;
    },
    newUpload: () => 'U1',
  });
  const sender = { url: options.url ?? 'https://a.example/form#x' };
  const line = lines.open({ sender, postMessage: (answer) => told.push(answer) });
  const inspect = () =>
    line.onMessage({ ask: 'inspect', key: 4, kind: 'file', name: 'a', content: new Blob(['ab']) });
  return { line, inspect, told, asked, inspected };
}

test('a file is inspected for the page that the browser names, and the decision is told', async () => {
  const { inspect, told, inspected } = world({});
  await inspect();
  expect(inspected).toEqual([
    { upload: 'U1', kind: 'file', name: 'a', page: 'https://a.example/form' },
  ]);
  expect(told).toMatchObject([
    { tell: 'progress', key: 4, sent: 1, total: 2 },
    { tell: 'decided', key: 4, decision: { action: 'allow' }, contact: { title: '情報政策課' } },
  ]);
});

test('where nobody looks at uploads, nothing is sent to the link', async () => {
  const { inspect, told, inspected } = world({ held: projected({}) });
  await inspect();
  expect(told).toEqual([{ tell: 'unguarded', key: 4 }]);
  expect(inspected).toEqual([]);
});

test('without a projection it is looked at: the link knows more', async () => {
  const { inspect, told } = world({ held: null });
  await inspect();
  expect(told.at(-1)).toMatchObject({ tell: 'decided' });
});

describe('what cannot be decided is told as a failure:', () => {
  test.each<[string, Parameters<typeof world>[0], string]>([
    ['no answer', { result: async () => noAnswer }, 'no-link'],
    ['a bug', { result: () => Promise.reject(new Error('bug')) }, 'no-link'],
    ['nobody enrolled', { result: async () => noAnswer, enrolled: false }, 'not-enrolled'],
    [
      'a file that is gone',
      { result: async () => ({ ...noAnswer, code: 'file-unreadable' }) },
      'unreadable',
    ],
    ['no page of the web', { url: 'about:blank' }, 'no-page'],
  ])('%s', async (_, options, failure) => {
    const { inspect, told } = world(options);
    await inspect();
    expect(told.at(-1)).toMatchObject({ tell: 'failed', key: 4, failure });
  });
});

test('a reason goes to the link, and what came of it to the guard', async () => {
  const { line, told, asked } = world({});
  await line.onMessage({ ask: 'acknowledge', decision: 'D1', reason: '理由' });
  expect(asked).toEqual([['acknowledge', { decision: 'D1', reason: '理由' }]]);
  expect(told).toEqual([{ tell: 'acknowledged', decision: 'D1', message: null }]);
});

test('nothing else than what a guard asks is heard', async () => {
  const { line, told, asked } = world({});
  await line.onMessage({ ask: 'switch-person', user: 'suzuki' });
  await line.onMessage({ ask: 'inspect', key: 1, kind: 'file', name: 'a', content: '/etc/passwd' });
  expect([...told, ...asked]).toEqual([]);
});

test('a page that goes away ends its inspection, and a warning that comes too late has its line', async () => {
  const { promise, resolve } = Promise.withResolvers<InspectResult>();
  let aborted = false;
  const { line, inspect, told, asked } = world({
    result(signal) {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return promise;
    },
  });
  const asking = inspect();
  await new Promise((next) => setImmediate(next));
  line.onDisconnect();
  expect(aborted).toBe(true);
  resolve(decided('warn'));
  await asking;
  expect(asked).toEqual([['withdraw', { decision: 'D1' }]]);
  expect(told.filter(({ tell }) => tell === 'decided')).toEqual([]);
});

test('a copy is made for the page that the browser names, and told; a failure is told too', async () => {
  const content = new Blob(['●']);
  const masked: never[] = [];
  const made = {
    ok: true,
    made: true,
    name: 'a (伏せ字)',
    content,
    masked,
    removed: masked,
  } as const;
  const wanted = { ask: 'take-out', key: 4, decision: 'D1', name: 'a', content: new Blob(['ab']) };
  const { line, told, inspected } = world({ takeOut: async () => made });
  await line.onMessage(wanted);
  expect(inspected).toEqual([
    { upload: 'U1', name: 'a', page: 'https://a.example/form', decision: 'D1' },
  ]);
  expect(told).toEqual([
    { tell: 'copied', key: 4, copy: { name: 'a (伏せ字)', content, masked, removed: masked } },
  ]);
  const failing = world({});
  await failing.line.onMessage(wanted);
  expect(failing.told).toEqual([{ tell: 'not-copied', key: 4, why: 'no-link', left: [] }]);
});

test('a password is handed on, a wrong one is told, and what is shut is said', async () => {
  const ask = { ask: 'inspect', key: 4, kind: 'file', name: 'a', content: new Blob(['ab']) };
  const wrong = world({ result: async () => ({ ok: true, isLocked: true }) });
  await wrong.line.onMessage({ ...ask, password: 'p' });
  expect(wrong.inspected).toMatchObject([{ password: 'p' }]);
  expect(wrong.told.at(-1)).toEqual({ tell: 'locked', key: 4 });
  const shut = world({ result: async () => ({ ...decided('block'), lock: 'wanted' }) as never });
  await shut.line.onMessage(ask);
  expect(shut.told.at(-1)).toMatchObject({ tell: 'decided', lock: 'wanted' });
  await shut.line.onMessage({ ...ask, password: 'p'.repeat(2000) });
  expect(shut.inspected).toHaveLength(1);
});
