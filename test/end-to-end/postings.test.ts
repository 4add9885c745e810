/**
 * A post to a real SNS server is checked before it leaves, and found in the posting log with what
 * became of it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { individual } from '../proxy/inspection/build-documents.ts';
import type { BlueskyServer } from '../support/bluesky-server.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { untilDialog } from '../support/guard-dialog.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { openPostingPage, post } from '../support/posting-page.ts';
import { sentValue } from '../support/sent-values.ts';
import { until } from '../support/until.ts';

const installed = isInstalled('bluesky') && isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: no Bluesky server)';
const number = sentValue(individual('16180339887'));

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let pds: BlueskyServer;

  beforeAll(async () => {
    world = stack.use(await startContentWorld(name, { bluesky: true }));
    pds = world.pds as BlueskyServer;
    expect(await openPostingPage(world.page, pds)).toMatchObject({ outcome: 'ok' });
  });
  afterAll(() => stack.disposeAsync());

  const texts = async () => (await pds.records()).map(({ value }) => value.text);
  /** The posting log, newest first, once it has that many rows that fit. */
  const log = (query: Record<string, string>, count: number) =>
    until(
      async () => {
        const { postings } = await world.admin.call('postings', { query });
        const known = postings.every(({ fate, outcome }) => fate !== 'sent' || outcome.taken);
        return postings.length >= count && known ? postings : null;
      },
      { every: 250 },
    );

  it('lets a posting through that keeps the rules, and knows where it stands', async () => {
    const text = '雪まつりは2月15日です。\nお問い合わせは 0182-35-2111 へ';
    const { uri } = await post(world.page, 'post', { text });
    expect(await texts()).toEqual([text]);
    const [row, ...more] = await log({ act: 'post' }, 1);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      service: 'bluesky',
      account: pds.handle,
      who: { user: 'tanaka' },
      text,
      fate: 'sent',
      action: 'allow',
      reason: 'posting-rules',
      outcome: { taken: true },
      review: { state: 'open' },
    });
    expect(row?.outcome.address).toBe(
      `https://bsky.app/profile/${pds.did}/post/${uri.split('/').at(-1)}`,
    );
  });

  it.each([
    ['with an Individual Number', `個人番号 ${number}`, 'forbidden-content'],
    ['with a shortened URL', '詳しくは https://bit.ly/abc へ', 'shortened-url'],
  ])(
    'stops a posting %s, and keeps it on record without what it must not hold',
    async (_, text, reason) => {
      const before = await texts();
      const asked = { state: 'stopped' };
      const known = (await log(asked, 0)).length;
      expect(await post(world.page, 'post', { text })).toMatchObject({ outcome: 'failed' });
      expect(await untilDialog(world.page, pds.handle)).not.toContain(number);
      await openPostingPage(world.page, pds);
      expect(await texts()).toEqual(before);
      const [row] = await log(asked, known + 1);
      expect(row).toMatchObject({ fate: 'stopped', action: 'block', reason });
      expect(JSON.stringify(row)).not.toContain(number);
    },
  );

  it('tells edits and deletions, and several postings of one request', async () => {
    await post(world.page, 'several', { text: '一\n二' });
    await post(world.page, 'edit', { text: '駐車場は体育館です' });
    await post(world.page, 'delete');
    await log({ act: 'delete' }, 1);
    const rows = await log({ service: 'bluesky' }, 4);
    expect(rows.map(({ act, fate, text }) => [act, fate, text]).slice(0, 4)).toEqual([
      ['delete', 'sent', ''],
      ['edit', 'sent', '駐車場は体育館です'],
      ['post', 'sent', '二'],
      ['post', 'sent', '一'],
    ]);
    expect(new Set(rows.slice(2, 4).map(({ decision }) => decision)).size).toBe(1);
  });

  it('stops all of a request that holds one bad posting among several', async () => {
    const before = await texts();
    await post(world.page, 'several', { text: `よい\n個人番号 ${number}\nよい` });
    await openPostingPage(world.page, pds);
    expect(await texts()).toEqual(before);
  });

  it('lets the responsible person say that it was looked at', async () => {
    const [row] = await log({ state: 'open', act: 'post' }, 1);
    const id = row?.id ?? '';
    const { review } = await world.admin.call('reviewPosting', {
      params: { id },
      body: { note: '確認しました' },
    });
    expect(review).toMatchObject({ state: 'reviewed', by: 'kanri', note: '確認しました' });
    expect(await world.admin.call('posting', { params: { id } })).toMatchObject({ review });
    const records = await world.records();
    const lines = records.filter(
      (each) => each.type === 'change' && each.act === 'posting-reviewed',
    );
    expect(lines).toHaveLength(1);
  });

  it('has one decision line for each decision', async () => {
    const ids = (await world.records()).flatMap((each) =>
      each.type === 'decision' ? [each.id] : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
