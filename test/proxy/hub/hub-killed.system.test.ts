/** kill -9 of the hub under load: every acknowledged record is there once, and so is every posting. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../proxy/hub/store/open-sqlite-store.ts';
import { pathsBelow } from '../../../proxy/platform/paths.ts';
import { posting } from '../../support/content-records.ts';
import { joinTestTerminal } from '../../support/test-terminal.ts';

const kills = process.env.SEKISHO_SOAK === '1' ? 30 : 4;
const program = path.join(import.meta.dirname, '../../support/hub-process.ts');
const batch = 400;

async function startProcess(home: string, port: number): Promise<[ChildProcess, number]> {
  const child = fork(program, [home, String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return [child, message.port];
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test(`after ${kills} kills every acknowledged record and posting is there once`, async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'sekisho-killed-'));
  try {
    let [child, port] = await startProcess(home, 0);
    const joinToken = (await readFile(pathsBelow(home).joinToken, 'utf8')).trim();
    const terminal = await joinTestTerminal(`http://127.0.0.1:${port}`, joinToken);
    let acknowledged = 0;
    let confirmed = 0;

    /** Sends until the connection breaks. Records of two days in each batch. */
    async function load(): Promise<void> {
      for (;;) {
        for (let index = 0; index < batch; index++) {
          const at = new Date(Date.now() - (index % 2) * 24 * 3_600_000).toISOString();
          terminal.add({ at, ...(index % 5 === 0 && { postings: [posting(), posting()] }) });
        }
        const answer = await terminal
          .send(acknowledged + 1, Math.min(acknowledged + 500, terminal.records.length))
          .then((response) => response.json() as Promise<{ upTo: number }>)
          .catch(() => null);
        if (answer === null) return;
        acknowledged = answer.upTo;
        confirmed += 1;
      }
    }

    for (let count = 0; count < kills; count++) {
      const loading = load();
      const before = confirmed;
      await expect.poll(() => confirmed, { timeout: 20_000 }).toBeGreaterThan(before + 1);
      await wait(20 + Math.random() * 200);
      await kill(child);
      await loading;
      [child] = await startProcess(home, port);
    }
    await kill(child);

    await using store = await openSqliteStore(pathsBelow(home).hub);
    const { seq, hash } = await store.records.cursor(terminal.id);
    expect(seq).toBeGreaterThanOrEqual(acknowledged);
    expect(hash).toBe(terminal.records[seq - 1]?.hash);
    const seen = new Map<number, string>();
    for await (const rows of store.records.walkChain({ terminal: terminal.id })) {
      for (const row of rows) {
        expect(seen.has(row.seq)).toBe(false);
        seen.set(row.seq, row.record.id);
      }
    }
    for (let each = 1; each <= seq; each++) {
      expect(seen.get(each)).toBe(terminal.records[each - 1]?.record.id);
    }
    const wanted = terminal.records.slice(0, seq).flatMap(({ seq: of, record }) => {
      const postings = record.type === 'decision' ? (record.postings ?? []) : [];
      return postings.map((_, place) => `${terminal.id}-${of}-${place}`);
    });
    const kept: string[] = [];
    const terms = {
      byService: new Map<string, string>(),
      others: '',
      now: '2026-11-27T00:00:00.000Z',
    };
    for await (const rows of store.postings.walk({ services: null, terms })) {
      kept.push(...rows.map(({ id }) => id));
    }
    expect(kept.toSorted()).toEqual(wanted.toSorted());
    process.stderr.write(`${kills} kills, ${seq} records kept, ${acknowledged} acknowledged\n`);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
