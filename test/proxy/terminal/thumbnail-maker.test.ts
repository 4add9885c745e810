import { expect, test } from 'vitest';
import type { ThumbnailReport } from '../../../proxy/inspection/thumbnails/make-thumbnail.ts';
import { createThumbnailMaker } from '../../../proxy/terminal/thumbnail-maker.ts';
import type { SpooledThumbnail } from '../../../proxy/terminal/thumbnail-spool.ts';
import { memoryLog } from '../../support/audit-records.ts';

const picture = (letter: string, bytes = 1) => ({
  digest: letter.repeat(32),
  bytes: new Uint8Array(bytes).fill(letter.charCodeAt(0)),
});
const small = { made: true, jpeg: Uint8Array.of(1) } as const;

function newMaker(
  make: (picture: Uint8Array) => Promise<ThumbnailReport> = async () => small,
  { isWanted = (): boolean => true, keep = async (_: SpooledThumbnail): Promise<void> => {} } = {},
) {
  const kept: string[] = [];
  const maker = createThumbnailMaker({
    make,
    keep: async (thumbnail) => {
      await keep(thumbnail);
      kept.push(thumbnail.digest[0] ?? '');
    },
    isWanted,
    log: memoryLog().log,
    wait: 1,
  });
  return { maker, kept };
}

test('makes one after the other, each digest once', async () => {
  let atWork = 0;
  let most = 0;
  const { maker, kept } = newMaker(async () => {
    most = Math.max(most, ++atWork);
    await Promise.resolve();
    atWork -= 1;
    return small;
  });
  await using _ = maker;
  maker.offer([picture('a'), picture('b'), picture('a')]);
  maker.offer([picture('c')]);
  await maker.idle();
  expect([kept, most]).toEqual([['a', 'b', 'c'], 1]);
});

test('has a copy: the request’s own memory is given back', async () => {
  const seen: number[] = [];
  const { maker } = newMaker(async ([first = 0]) => {
    seen.push(first);
    return small;
  });
  await using _ = maker;
  const offered = picture('a');
  maker.offer([picture('b'), offered]);
  offered.bytes.fill(0);
  await maker.idle();
  expect(seen).toEqual([98, 97]);
});

test('waits while people’s inspections come first', async () => {
  let tries = 0;
  const { maker, kept } = newMaker(async () =>
    ++tries < 3 ? { made: false, why: 'busy' } : small,
  );
  await using _ = maker;
  maker.offer([picture('a')]);
  await maker.idle();
  expect([tries, kept]).toEqual([3, ['a']]);
});

test('goes on after what cannot be made or kept', async () => {
  const { maker, kept } = newMaker(
    async ([first]) => (first === 97 ? { made: false, why: 'broken' } : small),
    {
      keep: async ({ digest }) => {
        if (digest.startsWith('b')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    },
  );
  await using _ = maker;
  maker.offer([picture('a'), picture('b'), picture('c')]);
  await maker.idle();
  expect(kept).toEqual(['c']);
});

test('takes no more than it may hold', async () => {
  const { maker, kept } = newMaker();
  await using _ = maker;
  maker.offer([picture('a', 40 << 20), picture('b', 40 << 20), picture('c', 10)]);
  await maker.idle();
  expect(kept).toEqual(['a', 'c']);
});

test('makes none where the policy keeps none', async () => {
  let isKept = false;
  const { maker, kept } = newMaker(undefined, { isWanted: () => isKept });
  await using _ = maker;
  maker.offer([picture('a')]);
  await maker.idle();
  isKept = true;
  maker.offer([picture('b'), picture('c')]);
  // The first is at work by now.
  isKept = false;
  await maker.idle();
  expect(kept).toEqual(['b']);
});

test('takes nothing once it has ended', async () => {
  const { maker, kept } = newMaker();
  await maker[Symbol.asyncDispose]();
  maker.offer([picture('a')]);
  await maker.idle();
  expect(kept).toEqual([]);
});
