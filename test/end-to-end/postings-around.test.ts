/**
 * Ways around the page: a service worker, a beacon and a WebSocket post to the real servers. Each is
 * one right record, and what must not leave does not.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { individual } from '../proxy/inspection/build-documents.ts';
import type { BlueskyServer } from '../support/bluesky-server.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { openPostingPage } from '../support/posting-page.ts';
import { sentValue } from '../support/sent-values.ts';
import { shown, type ToldPostings, toldPostings } from '../support/told-postings.ts';
import { type WordPress, wordpressMissing } from '../support/wordpress.ts';
import { nonceOf, signIn } from '../support/wordpress-pages.ts';
import { postByWorker, sayByWebSocket } from '../support/worker-that-posts.ts';

const number = sentValue(individual('30103029995'));
const json = { 'content-type': 'application/json' };
const hasPages = isInstalled('upload-pages');
const noBluesky = hasPages && isInstalled('bluesky') ? '' : 'no Bluesky server';
const noWordPress = hasPages ? wordpressMissing() : 'no pages';
const titled = (why: string) => (why === '' ? '%s' : `%s (not run: ${why})`);

describe.skipIf(noBluesky !== '').each<BrowserName>([...browserNames])(
  `Bluesky in ${titled(noBluesky)}`,
  (name) => {
    const stack = new AsyncDisposableStack();
    let world: ContentWorld;
    let pds: BlueskyServer;
    let page: Page;
    let told: ToldPostings;
    let token: string;

    beforeAll(async () => {
      world = stack.use(await startContentWorld(name, { bluesky: true }));
      pds = world.pds as BlueskyServer;
      page = world.page;
      told = toldPostings(world, 'bluesky');
      await openPostingPage(page, pds);
      token = await page.evaluate(
        async (identifier, password) => {
          const response = await fetch('/xrpc/com.atproto.server.createSession', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ identifier, password }),
          });
          return (await response.json()).accessJwt;
        },
        pds.handle,
        pds.password,
      );
    });
    afterAll(() => stack.disposeAsync());

    const record = (text: string) => ({
      repo: pds.did,
      collection: 'app.bsky.feed.post',
      record: { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString() },
    });
    const byWorker = (method: string, body: unknown) =>
      postByWorker(page, `/xrpc/com.atproto.repo.${method}`, {
        headers: { ...json, authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    const texts = async () => (await pds.records()).map(({ value }) => value.text);

    it('a service worker posts, and is on record once', async () => {
      const [row, ...more] = await told.of(() =>
        byWorker('createRecord', record('ワーカーからの投稿')),
      );
      expect(more).toEqual([]);
      const [stands] = await pds.records();
      expect(row && shown(row)).toEqual({
        act: 'post',
        text: 'ワーカーからの投稿',
        fate: 'sent',
        taken: true,
        address: `https://bsky.app/profile/${pds.did}/post/${stands?.uri.split('/').at(-1)}`,
      });
      expect(row).toMatchObject({ account: pds.handle, who: { user: 'tanaka' } });
    });

    it('a service worker puts a record where none was, and is on record once', async () => {
      const body = { ...record('置いた投稿'), rkey: '3kputputputpu' };
      const [row, ...more] = await told.of(() => byWorker('putRecord', body));
      expect(more).toEqual([]);
      expect(row).toMatchObject({ text: '置いた投稿', account: pds.handle, fate: 'sent' });
      expect(row?.outcome.address).toMatch(/\/post\/3kputputputpu$/);
      expect(await texts()).toContain('置いた投稿');
    });

    it('a service worker does not get a number out', async () => {
      const before = await texts();
      const [row] = await told.of(() => byWorker('createRecord', record(`個人番号 ${number}`)));
      expect(row).toMatchObject({ fate: 'stopped', reason: 'forbidden-content' });
      expect(JSON.stringify(row)).not.toContain(number);
      expect(await texts()).toEqual(before);
    });

    it('a WebSocket that says something nobody knows is closed, and on record', async () => {
      const live = pds.url.replace('https', 'wss');
      const said = JSON.stringify({ op: 'createRecord', text: '抜け道からの投稿' });
      let code = 0;
      const [row, ...more] = await told.of(async () => {
        code = await sayByWebSocket(page, `${live}/live`, said);
      });
      expect(code).toBe(1008);
      expect(more).toEqual([]);
      expect(row).toMatchObject({
        act: 'unknown-write',
        fate: 'stopped',
        reason: 'unknown-write',
        text: 'createRecord\n抜け道からの投稿',
      });
      expect(pds.messages).toEqual([]);
    });

    it('a WebSocket that only listens stays open, and makes no line', async () => {
      const live = pds.url.replace('https', 'wss');
      const before = (await told.all()).length;
      expect(await sayByWebSocket(page, `${live}/live`, '{"type":"ping"}')).toBe(0);
      expect(pds.messages).toEqual(['{"type":"ping"}']);
      expect(await told.all()).toHaveLength(before);
    });
  },
);

describe.skipIf(noWordPress !== '').each<BrowserName>([...browserNames])(
  `WordPress in ${titled(noWordPress)}`,
  (name) => {
    const stack = new AsyncDisposableStack();
    let world: ContentWorld;
    let blog: WordPress;
    let page: Page;
    let told: ToldPostings;
    let posts: string;

    beforeAll(async () => {
      world = stack.use(await startContentWorld(name, { wordpress: true }));
      blog = world.blog as WordPress;
      page = world.page;
      told = toldPostings(world, 'wordpress');
      await signIn(page, blog);
      posts = `/wp-json/wp/v2/posts?_wpnonce=${await nonceOf(page, blog)}`;
    });
    afterAll(() => stack.disposeAsync());

    const linkOf = async (title: string) =>
      (await blog.contents()).posts.find((each) => each.title === title)?.link;
    const beacon = (url: string, body: string, type: string) =>
      page.evaluate(
        (asked, said, as) => navigator.sendBeacon(asked, new Blob([said], { type: as })),
        url,
        body,
        type,
      );

    it('a beacon posts, and is on record once', async () => {
      const body = new URLSearchParams({ title: 'ビーコン', status: 'publish' }).toString();
      const [row, ...more] = await told.of(() =>
        beacon(posts, body, 'application/x-www-form-urlencoded'),
      );
      expect(more).toEqual([]);
      expect(row && shown(row)).toEqual({
        act: 'post',
        text: 'ビーコン',
        fate: 'sent',
        taken: true,
        address: await linkOf('ビーコン'),
      });
      expect(row).toMatchObject({ account: blog.account, who: { user: 'tanaka' } });
    });

    it('a beacon does not get a number out', async () => {
      const body = JSON.stringify({
        title: '申請',
        content: `個人番号 ${number}`,
        status: 'publish',
      });
      const [row] = await told.of(() => beacon(posts, body, 'text/plain'));
      expect(row).toMatchObject({ fate: 'stopped' });
      expect(JSON.stringify(row)).not.toContain(number);
      expect(await linkOf('申請')).toBeUndefined();
    });

    it('a service worker posts, and is on record once', async () => {
      const body = JSON.stringify({ title: 'ワーカー', status: 'publish' });
      const [row, ...more] = await told.of(() =>
        postByWorker(page, posts, { headers: json, body }),
      );
      expect(more).toEqual([]);
      expect(row && shown(row)).toMatchObject({ act: 'post', text: 'ワーカー', taken: true });
      expect(row?.outcome.address).toBe(await linkOf('ワーカー'));
    });

    it('a WebSocket that says something nobody knows is closed, and on record', async () => {
      const url = `${blog.url.replace('https', 'wss')}/live`;
      let code = 0;
      const [row] = await told.of(async () => {
        code = await sayByWebSocket(page, url, '明日は休館です');
      });
      expect(code).toBe(1008);
      expect(row).toMatchObject({ act: 'unknown-write', text: '明日は休館です', fate: 'stopped' });
      expect(row?.account).toBe(blog.account);
      expect(blog.messages).toEqual([]);
    });
  },
);
