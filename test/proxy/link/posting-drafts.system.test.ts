/**
 * No sequence of edits, retries, crashes or two managers at once loses a draft, answers it twice, lets
 * one approval through twice, or lets an unapproved text out. A real hub, real terminals that are
 * killed, and an SNS that takes, refuses or breaks.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/audit-records.ts';
import { policyWithDrafts } from '../../support/draft-policy.ts';
import { startReceivingSite } from '../../support/receiving-site.ts';
import { sendThrough } from '../../support/send-through.ts';
import { startHub } from '../../support/start-hub.ts';
import { joinTestTerminal } from '../../support/test-terminal.ts';

const program = path.join(import.meta.dirname, '../../support/draft-terminal.ts');
const runs = process.env.SEKISHO_SOAK ? 300 : 4;

type Step =
  | { readonly kind: 'write' | 'revise' | 'withdraw' | 'kill' }
  | { readonly kind: 'answer'; readonly by: 'kacho' | 'buco' | 'both'; readonly says: boolean }
  | {
      readonly kind: 'post';
      readonly text: 'approved' | 'changed' | 'old';
      readonly status: 200 | 400 | 500;
      readonly times: number;
      /** Milliseconds after which the terminal is killed; null: it is not. */
      readonly killed: number | null;
    };

const answering = fc.record({
  kind: fc.constant('answer' as const),
  by: fc.constantFrom('kacho' as const, 'buco' as const, 'both' as const),
  says: fc.boolean(),
});
const posting = fc.record({
  kind: fc.constant('post' as const),
  text: fc.constantFrom(
    'approved' as const,
    'approved' as const,
    'changed' as const,
    'old' as const,
  ),
  status: fc.constantFrom(200 as const, 200 as const, 400 as const, 500 as const),
  times: fc.integer({ min: 1, max: 3 }),
  killed: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 3 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'write' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'revise' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'withdraw' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'kill' } as const) },
  { weight: 4, arbitrary: answering },
  { weight: 5, arbitrary: posting },
);

test('drafts are neither lost nor answered twice, approvals neither used twice nor without', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder()).path;
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithDrafts({ topics: undefined }));
  const hub = stack.use(await startHub({ firstPolicyFile }));
  const tanaka = await hub.signedIn('tanaka', 'staff', 'tanaka');
  const managers = {
    kacho: await hub.signedIn('kacho', 'sns-manager', 'kacho'),
    buco: await hub.signedIn('buco', 'sns-manager'),
  };
  let status: number = 200;
  /** What the SNS got, and what it said: refused is known not to be taken. */
  const got: { text: string; status: number }[] = [];
  const site = stack.use(
    await startReceivingSite(({ body }, res) => {
      const { record } = JSON.parse(body.toString()) as { record: { text: string } };
      got.push({ text: record.text, status });
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify(
          status === 200 ? { uri: 'at://did:plc:yokote/app.bsky.feed.post/1' } : { error: 'x' },
        ),
      );
    }),
  );

  async function run(steps: readonly Step[], round: number): Promise<void> {
    got.length = 0;
    const home = path.join(folder, `terminal-${round}`);
    const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
    await terminal.call('POST', 'heartbeat', {
      ...{ revision: 1, version: '1', waiting: 0, people: ['tanaka'] },
    });
    let child: ChildProcess | null = null;
    let port = 0;
    const start = async () => {
      if (child !== null) return;
      const args = [home, hub.origin, terminal.token, terminal.id, String(site.port)];
      child = fork(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      const [message] = await once(child, 'message');
      port = (message as { port: number }).port;
    };
    const kill = async () => {
      if (child === null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      child = null;
    };
    const written: string[] = [];
    const texts = new Map<string, string[]>();
    let count = 0;
    const newText = () => `第${round}回の${++count}番目のお知らせです。会場は横手公園です。`;
    const last = () => written.at(-1) ?? '';
    const shown = async (id: string) => (await tanaka.call('draft', undefined, { id })).draft;
    const ignore = () => {};

    async function take(each: Step): Promise<void> {
      switch (each.kind) {
        case 'write': {
          const text = newText();
          const body = { service: 'bluesky', account: 'yokote.example', act: 'post' } as const;
          const more = { replyTo: null, topic: null, word: null, pictures: [], text };
          // A person writes fifty a day at most.
          const made = await tanaka.call('writeDraft', { ...body, ...more }).catch(ignore);
          if (made === undefined) return;
          const { draft } = made;
          written.push(draft.id);
          texts.set(draft.id, [text]);
          return;
        }
        case 'revise': {
          if (last() === '') return;
          const { version } = await shown(last());
          const text = newText();
          const body = { version, topic: null, text, word: null, keep: [], pictures: [] };
          await tanaka
            .call('reviseDraft', body, { id: last() })
            .then(() => texts.get(last())?.push(text), ignore);
          return;
        }
        case 'withdraw': {
          if (last() === '') return;
          const { version } = await shown(last());
          await tanaka.call('withdrawDraft', { version }, { id: last() }).catch(ignore);
          return;
        }
        case 'answer': {
          if (last() === '') return;
          const { version } = await shown(last());
          const until = new Date(Date.now() + 3_600_000).toISOString();
          const by = each.by === 'both' ? (['kacho', 'buco'] as const) : ([each.by] as const);
          const answers = by.map((who, at) =>
            // Of two at once each says something else.
            each.says === (at === 0)
              ? managers[who].call(
                  'approveDraft',
                  { version, until, word: null, text: null },
                  { id: last() },
                )
              : managers[who].call('sendBackDraft', { version, word: 'いいえ' }, { id: last() }),
          );
          const done = await Promise.allSettled(answers);
          expect(done.filter(({ status: how }) => how === 'fulfilled').length).toBeLessThanOrEqual(
            1,
          );
          return;
        }
        case 'kill':
          await kill();
          return;
        case 'post': {
          await start();
          await wait(150); // the terminal looks for answers every 100 ms
          const own = texts.get(last()) ?? ['書いていない文章です。会場は横手公園です。'];
          const text = { approved: own.at(-1), old: own[0], changed: `${own.at(-1)}！` }[each.text];
          status = each.status;
          const body = JSON.stringify({
            repo: 'did:plc:yokote',
            collection: 'app.bsky.feed.post',
            record: { text },
          });
          const url = `http://bsky.social:${site.port}/xrpc/com.atproto.repo.createRecord`;
          const headers = { 'content-type': 'application/json' };
          const sent = Array.from({ length: each.times }, () =>
            sendThrough(port, url, { headers, body }).catch(ignore),
          );
          if (each.killed !== null) await wait(each.killed).then(kill);
          await Promise.all(sent);
          return;
        }
        default:
          each satisfies never;
      }
    }

    try {
      for (const each of steps) await take(each);
      const approved: string[] = [];
      for (const id of written) {
        const { history, version } = await shown(id);
        const versions = texts.get(id) ?? [];
        expect(version).toBe(versions.length);
        for (const [at, text] of versions.entries()) {
          const answers = history.filter(
            (event) =>
              event.version === at + 1 && (event.kind === 'approved' || event.kind === 'sent-back'),
          );
          expect(answers.length).toBeLessThanOrEqual(1);
          if (answers[0]?.kind === 'approved') approved.push(text);
        }
      }
      for (const { text } of got) expect(approved).toContain(text);
      for (const text of approved) {
        const taken = got.filter((each) => each.text === text && each.status !== 400);
        expect(taken.length).toBeLessThanOrEqual(1);
      }
    } finally {
      await kill();
      for (const id of written) {
        const { version } = await shown(id);
        await tanaka.call('withdrawDraft', { version }, { id }).catch(ignore);
      }
    }
  }

  let round = 0;
  await run(
    [
      { kind: 'write' },
      { kind: 'answer', by: 'kacho', says: true },
      { kind: 'post', text: 'changed', status: 200, times: 1, killed: null },
      { kind: 'post', text: 'approved', status: 400, times: 1, killed: null },
      { kind: 'post', text: 'approved', status: 200, times: 3, killed: null },
      { kind: 'kill' },
      { kind: 'post', text: 'approved', status: 200, times: 2, killed: null },
    ],
    ++round,
  );
  // That one was no accident: what was approved did leave, once.
  expect(got.filter((each) => each.status === 200)).toHaveLength(1);
  expect(got.filter((each) => each.status === 400)).toHaveLength(1);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), (steps) =>
      run([{ kind: 'write' }, { kind: 'answer', by: 'kacho', says: true }, ...steps], ++round),
    ),
    { numRuns: runs, endOnFailure: true },
  );
});
