import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostingDrafts } from '../../../proxy/link/posting-drafts.ts';
import { fileSha256 } from '../../../proxy/platform/draft-digest.ts';
import type { SentPosting } from '../../../shared/posting/match-draft.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { draftHub } from '../../support/draft-hub.ts';
import { memoryRecords } from '../../support/running-link.ts';
import { until } from '../../support/until.ts';

const stack = new AsyncDisposableStack();
let folder: string;
beforeAll(async () => {
  folder = stack.use(await temporaryFolder()).path;
});
afterAll(() => stack.disposeAsync());

let count = 0;
function world() {
  const hub = draftHub();
  const records = memoryRecords();
  const clock = { ahead: 0 };
  const file = path.join(folder, `${++count}.json`);
  const audit = {
    terminal: 'terminal-1',
    read: records.read,
    get lastSeq() {
      return records.lastSeq;
    },
  };
  const open = () =>
    openPostingDrafts({
      file,
      hub,
      audit,
      now: () => Date.now() + clock.ahead,
      log: memoryLog().log,
      every: 50,
    });
  return { hub, records, clock, file, open };
}

const text = '明日は雪まつりです';
const sent = (changes: Partial<SentPosting> = {}): SentPosting => ({
  service: 'bluesky',
  account: 'yokote.example',
  act: 'post',
  text,
  masked: changes.text ?? text,
  files: [],
  ...changes,
});
const kinds = ({ matches }: { matches: readonly { kind: string }[] }) =>
  matches.map(({ kind }) => kind);

describe('an approved draft', () => {
  test('lets one posting through: its person’s, here, until its end', async () => {
    const { hub, clock, open } = world();
    using drafts = await open();
    hub.approved(text);
    const found = await drafts.lookFor('tanaka', [sent()]);
    expect(kinds(found)).toEqual(['same']);
    // In hand: nobody else gets it meanwhile.
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
    found.release();
    expect(kinds(await drafts.lookFor('suzuki', [sent()]))).toEqual(['none']);
    expect(kinds(await drafts.lookFor('tanaka', [sent({ account: null })]))).toEqual(['none']);
    const twice = await drafts.lookFor('tanaka', [sent(), sent()]);
    expect(kinds(twice)).toEqual(['same', 'none']);
    twice.release();
    clock.ahead = 3_700_000;
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
    expect(drafts.list('tanaka')[0]).toMatchObject({ state: 'ended' });
  });

  test('is used when it was committed, and free again when the service did not take it', async () => {
    const { hub, open } = world();
    using drafts = await open();
    hub.approved(text);
    const first = await drafts.lookFor('tanaka', [sent()]);
    await first.commit('D1');
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
    expect(drafts.list('tanaka')[0]).toMatchObject({ state: 'used' });
    drafts.settle('D1', [false]);
    await drafts.idle();
    const second = await drafts.lookFor('tanaka', [sent()]);
    expect(kinds(second)).toEqual(['same']);
    await second.commit('D2');
    drafts.settle('D2', [null]);
    await drafts.idle();
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
  });

  test('counts while the hub is away, after a restart, in a file of its own', async () => {
    const { hub, file, open } = world();
    hub.approved(text);
    {
      using drafts = await open();
      await drafts.refresh(1_000);
      await drafts.idle();
    }
    hub.down = true;
    using drafts = await open();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const found = await drafts.lookFor('tanaka', [sent()]);
    expect(kinds(found)).toEqual(['same']);
  });

  test('of the console is claimed first, and is nothing while the hub is away', async () => {
    const { hub, open } = world();
    using drafts = await open();
    hub.approved(text, { terminal: null });
    await drafts.refresh(1_000);
    hub.down = true;
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
    hub.down = false;
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['same']);
    expect(hub.all[0]).toMatchObject({ terminal: 'terminal-1' });
  });

  test('of another terminal is not this one’s', async () => {
    const { hub, open } = world();
    using drafts = await open();
    hub.approved(text, { terminal: 'terminal-2' });
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
  });

  test('has its files by their digest', async () => {
    const { hub, open } = world();
    using drafts = await open();
    const picture = Uint8Array.of(1, 2, 3);
    hub.approved(text, {}, [picture]);
    const other = fileSha256(Uint8Array.of(1));
    expect(kinds(await drafts.lookFor('tanaka', [sent({ files: [other] })]))).toEqual(['differs']);
    const same = await drafts.lookFor('tanaka', [sent({ files: [fileSha256(picture)] })]);
    expect(kinds(same)).toEqual(['same']);
  });

  test('tells the difference', async () => {
    const { hub, open } = world();
    using drafts = await open();
    hub.approved(text);
    const { matches } = await drafts.lookFor('tanaka', [sent({ text: `${text}。` })]);
    expect(matches).toMatchObject([
      { kind: 'differs', difference: { text: [{ kind: 'same' }, { kind: 'added', text: '。' }] } },
    ]);
  });

  test('that is a new version is another approval', async () => {
    const { hub, open } = world();
    using drafts = await open();
    const draft = hub.approved(text);
    const found = await drafts.lookFor('tanaka', [sent()]);
    await found.commit('D1');
    hub.all[0] = { ...draft, version: 2 };
    await drafts.refresh(1_000);
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['same']);
  });
});

describe('after a crash', () => {
  const decision = (id: string, approval: string) =>
    ({
      v: 1,
      type: 'decision',
      id,
      at: new Date().toISOString(),
      handling: 'intercept',
      postings: [{ approval }],
    }) as never;
  const outcome = (id: string, taken: boolean | null) =>
    ({ v: 1, type: 'outcome', id, at: '', postings: [{ taken, address: null }] }) as never;

  test.each<
    [
      string,
      (add: (record: never) => Promise<unknown>, approval: string) => Promise<unknown>,
      string,
    ]
  >([
    ['without its line nothing has left', async () => {}, 'same'],
    ['with its line alone it is used', (add, approval) => add(decision('D1', approval)), 'none'],
    [
      'not taken it is free',
      async (add, approval) => {
        await add(decision('D1', approval));
        await add(outcome('D1', false));
      },
      'same',
    ],
    [
      'taken it is used',
      async (add, approval) => {
        await add(decision('D1', approval));
        await add(outcome('D1', true));
      },
      'none',
    ],
  ])('%s', async (_, write, expected) => {
    const { hub, records, open } = world();
    const { id } = hub.approved(text);
    {
      using drafts = await open();
      await (await drafts.lookFor('tanaka', [sent()])).commit('D1');
      await drafts.idle();
    }
    await write(records.append, `${id}/1`);
    using drafts = await open();
    const found = await drafts.lookFor('tanaka', [sent()]);
    expect(kinds(found)).toEqual([expected]);
  });

  test('a line whose mark was lost counts all the same', async () => {
    const { hub, records, open } = world();
    const { id } = hub.approved(text);
    await records.append(decision('D9', `${id}/1`));
    using drafts = await open();
    expect(kinds(await drafts.lookFor('tanaka', [sent()]))).toEqual(['none']);
  });

  test('a file that cannot be read stops the start: what was used stands in it', async () => {
    const { file, open } = world();
    await writeFile(file, '{"v":1');
    await expect(open()).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('{"v":1');
  });
});

describe('a draft that is written here', () => {
  const body = {
    ...{ id: '01-X', decision: null, user: 'tanaka', unit: null, service: 'bluesky' },
    ...{ account: 'yokote.example', act: 'post' as const, replyTo: null, topic: null, word: null },
    ...{ key: 'k'.repeat(43), text, masked: false, textDigest: '0'.repeat(32), findings: [] },
    pictures: [],
  } as const;

  test('is known at once, and its answer within moments', async () => {
    const { hub, open } = world();
    using drafts = await open();
    const asked = await drafts.write({ ...body, findings: [], pictures: [] });
    expect(asked.state).toBe('open');
    hub.answer(asked.id, 'sent-back');
    await until(() => drafts.list('tanaka')[0]?.state === 'sent-back');
    expect(drafts.list('tanaka')[0]).toMatchObject({ word: '一言', until: null });
    expect((await drafts.withdraw('tanaka', asked.id)).state).toBe('withdrawn');
    expect(drafts.list('suzuki')).toEqual([]);
  });

  test('waits while the hub is away, also over a new start, and may be taken back', async () => {
    const { hub, open } = world();
    hub.down = true;
    {
      using drafts = await open();
      await drafts.write({ ...body, findings: [], pictures: [] });
      await drafts.write({ ...body, id: '01-Y', findings: [], pictures: [] });
      expect(drafts.list('suzuki')).toEqual([]);
    }
    using drafts = await open();
    expect(drafts.list('tanaka').map(({ id, state }) => [id, state])).toEqual([
      ['01-Y', 'waiting'],
      ['01-X', 'waiting'],
    ]);
    expect((await drafts.withdraw('tanaka', '01-Y')).state).toBe('withdrawn');
    hub.down = false;
    await until(() => drafts.list('tanaka')[0]?.state === 'open');
    expect(drafts.list('tanaka')).toHaveLength(1);
    expect(hub.bodies.map(({ id }) => id)).toEqual(['01-X']);
  });
});
