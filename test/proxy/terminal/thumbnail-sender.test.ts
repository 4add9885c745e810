import { expect, test } from 'vitest';
import { HubError } from '../../../proxy/terminal/hub-request.ts';
import { startThumbnailSender } from '../../../proxy/terminal/thumbnail-sender.ts';
import type { SpooledThumbnail } from '../../../proxy/terminal/thumbnail-spool.ts';
import { memoryLog } from '../../support/audit-records.ts';
import { until } from '../../support/until.ts';

const refused = (status: number) => new HubError('refused', 'refused', status);

function newSpool(letters: string) {
  const waiting: SpooledThumbnail[] = [...letters].map((letter) => ({
    digest: letter.repeat(32),
    jpeg: Uint8Array.from(Buffer.from(letter)),
  }));
  return {
    waiting,
    oldest: async () => waiting[0] ?? null,
    remove: async ({ digest }: Pick<SpooledThumbnail, 'digest'>) => {
      waiting.splice(0, waiting.length, ...waiting.filter((each) => each.digest !== digest));
    },
    clear: async () => void waiting.splice(0),
  };
}

function start(letters: string, answers: (HubError | null)[], isWanted = () => true) {
  const spool = newSpool(letters);
  const sent: string[] = [];
  let waits = 0;
  const sender = startThumbnailSender({
    spool,
    send: async ({ digest, jpeg }) => {
      sent.push(`${digest[0]} ${Buffer.from(jpeg, 'base64')}`);
      const answer = answers.shift() ?? null;
      if (answer !== null) throw answer;
    },
    isWanted,
    log: memoryLog().log,
    backoff: {
      wait: async () => {
        waits += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
      reset: () => {},
    },
  });
  return { spool, sent, sender, waits: () => waits };
}

test('sends the oldest first, and what comes later when it is told', async () => {
  const { spool, sent, sender } = start('ab', []);
  await using _ = sender;
  await until(() => spool.waiting.length === 0);
  spool.waiting.push({ digest: 'c'.repeat(32), jpeg: Buffer.from('c') });
  sender.nudge();
  await until(() => spool.waiting.length === 0);
  expect(sent).toEqual(['a a', 'b b', 'c c']);
});

test.each([
  ['away', new HubError('unreachable', 'away')],
  ['slow', new HubError('timeout', 'slow')],
  ['not joined', new HubError('not-joined', 'no token')],
  ['full', refused(503)],
  ['asked too often', refused(429)],
])('waits for a hub that is %s', async (_, failure) => {
  const { spool, sent, sender, waits } = start('ab', [failure, failure]);
  await using __ = sender;
  await until(() => spool.waiting.length === 0);
  expect([sent, waits()]).toEqual([['a a', 'a a', 'a a', 'b b'], 2]);
});

test('drops what the hub does not take', async () => {
  const { spool, sent, sender } = start('ab', [refused(400)]);
  await using _ = sender;
  await until(() => spool.waiting.length === 0);
  expect(sent).toEqual(['a a', 'b b']);
});

test('drops all where the hub is older and has no place for them', async () => {
  const { spool, sent, sender } = start('abc', [refused(404)]);
  await using _ = sender;
  await until(() => spool.waiting.length === 0);
  expect(sent).toEqual(['a a']);
});

test('sends none where the policy keeps none any more', async () => {
  const { spool, sent, sender } = start('ab', [], () => false);
  await using _ = sender;
  await until(() => spool.waiting.length === 0);
  expect(sent).toEqual([]);
});
