/**
 * Pictures of a posting that waits for an approval, with a real Bluesky server: they go ahead of
 * their post, reach its draft, and what is posted then has to have the same.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { dialogFindings } from '../support/axe.ts';
import type { BlueskyServer } from '../support/bluesky-server.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { closeDialog, untilDialog } from '../support/guard-dialog.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { plainPng } from '../support/plain-png.ts';
import { openPostingPage, post } from '../support/posting-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { until } from '../support/until.ts';

const installed = isInstalled('bluesky') && isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: no Bluesky server)';

// Chromium speaks English here: files with Japanese names want a locale that the machine has.
const heading = 'Ask for an approval of this posting';
const sent = 'It was sent to the responsible person';
const difference = 'What is not as approved';

const right = plainPng([30, 90, 160]);
const other = plainPng([170, 60, 40]);
const text = '雪まつりの会場はここです。';

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let pds: BlueskyServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-pictures-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    await writeFile(path.join(folder, 'map.png'), right);
    // By its name and description it is the same.
    await mkdir(path.join(folder, 'other'));
    await writeFile(path.join(folder, 'other/map.png'), other);
    world = stack.use(
      await startContentWorld(name, { bluesky: true, rule: { approval: 'before' } }),
    );
    pds = world.pds as BlueskyServer;
    expect(await openPostingPage(world.page, pds)).toMatchObject({ outcome: 'ok' });
  });
  afterAll(() => stack.disposeAsync());

  const sendPosting = (file: string | null) =>
    post(world.page, 'post', { text, ...(file !== null && { image: path.join(folder, file) }) });
  const dismiss = () => closeDialog(world.page);
  let sentBefore = 0;
  /** The decision on it. */
  const stopped = async (file: string | null) => {
    expect(await sendPosting(file)).toMatchObject({ outcome: 'failed' });
    const isPost = ({ postings }: DecisionRecord) => postings?.some(({ act }) => act === 'post');
    const all = await world.decisions(pds.host, (each) => isPost(each) ?? false, sentBefore + 1);
    sentBefore = all.length;
    return all.at(-1);
  };

  /** By the keyboard, as both browsers allow it: the focus is on the word, before the button. */
  const askForApproval = async () => {
    await untilDialog(world.page, heading);
    await world.page.keyboard.press('Tab', { delay: 10 });
    await world.page.keyboard.press('Enter');
    await untilDialog(world.page, sent);
  };
  const draftOf = () =>
    until(async () => {
      const { drafts } = await world.admin.call('drafts');
      return drafts.find((draft) => draft.text.startsWith(text)) ?? null;
    });
  const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it('reach the draft of a posting that was stopped', async () => {
    const decision = await stopped('map.png');
    expect(decision?.reason).toBe('approval-missing');
    await askForApproval();
    const draft = await draftOf();
    expect(draft.pictures).toMatchObject([
      { type: 'image/png', bytes: right.length, isKept: true },
    ]);
    const place = `/api/drafts/${draft.id}/picture?place=0`;
    expect(digestOf(await world.admin.bytes(place))).toBe(digestOf(right));
    await dismiss();
    expect(await pds.records()).toEqual([]);
  });

  it('have to be the same when it is posted', async () => {
    const { id, version } = await draftOf();
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const body = { version, until: end, word: null, text: null };
    await world.admin.call('approveDraft', { params: { id }, body });
    await until(
      async () => {
        const decision = await stopped('other/map.png');
        const isTold = decision?.reason === 'approval-differs';
        if (!isTold) await dismiss();
        return isTold;
      },
      { every: 500 },
    );
    expect(await untilDialog(world.page, difference)).toContain(
      'The pictures or files are not those that were approved',
    );
    expect(await dialogFindings(world.browser, world.page)).toEqual([]);
    await takeShot(world.page, 'draft-picture-differs');
    await dismiss();
    expect((await stopped(null))?.reason).toBe('approval-differs');
    await dismiss();
    expect(await pds.records()).toEqual([]);
    expect(await sendPosting('map.png')).toMatchObject({ outcome: 'ok' });
    sentBefore += 1;
    expect((await pds.records()).map(({ value }) => value.text)).toEqual([text]);
    expect(await pds.blobs()).toContain(digestOf(right));
    expect((await stopped('map.png'))?.reason).toBe('approval-missing');
    expect(await pds.records()).toHaveLength(1);
    const used = await until(async () => {
      const { draft } = await world.admin.call('draft', { params: { id } });
      return draft.state === 'used' ? draft : null;
    });
    expect(used.uses).toHaveLength(1);
  });
});
