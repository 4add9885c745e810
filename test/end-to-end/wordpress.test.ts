/**
 * A real WordPress, written to in every way that it has: each posting is in the log once, with its
 * act, account, text and address; what is only kept for later is no posting.
 */
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';
import type { PostingRow } from '../../shared/protocol/postings.ts';
import { individual } from '../proxy/inspection/build-documents.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { sentValue } from '../support/sent-values.ts';
import { shown, type ToldPostings, toldPostings } from '../support/told-postings.ts';
import { type WordPress, wordpressMissing } from '../support/wordpress.ts';
import {
  addPicture,
  appendToTitle,
  nonceOf,
  postByXmlRpc,
  publish,
  saveDraft,
  send,
  setDate,
  signIn,
  update,
  writeClassic,
  writeInBlocks,
} from '../support/wordpress-pages.ts';

const missing = isInstalled('upload-pages') ? wordpressMissing() : 'no pages';
const title = missing === '' ? '%s' : `%s (not run: ${missing})`;
const picture = path.join(projectRoot, 'extension/public/icon/128.png');
const number = sentValue(individual('57721566490'));

describe.skipIf(missing !== '').each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  const expected: unknown[] = [];
  let world: ContentWorld;
  let blog: WordPress;
  let page: Page;
  let told: ToldPostings;

  beforeAll(async () => {
    world = stack.use(await startContentWorld(name, { wordpress: true }));
    blog = world.blog as WordPress;
    page = world.page;
    told = toldPostings(world, 'wordpress');
    // The editors ask whether to leave what was not saved.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    await signIn(page, blog);
  });
  afterAll(() => stack.disposeAsync());

  const post = async (head: string) =>
    (await blog.contents()).posts.find((each) => each.title === head);

  /** One row, of the right account, person and rules; and the rest of it as said. */
  async function expectTold(
    work: () => Promise<unknown>,
    wanted: { act: string; text: string; address?: string | null },
  ): Promise<PostingRow> {
    const [row, ...more] = await told.of(work);
    const { act, text, address = null } = wanted;
    expect(more.map(shown)).toEqual([]);
    expect(row && shown(row)).toEqual({ act, text, fate: 'sent', taken: true, address });
    expect(row).toMatchObject({ account: blog.account, who: { user: 'tanaka' } });
    expected.push(row && shown(row));
    return row as PostingRow;
  }
  const byNumber = async (head: string) => `${blog.url}/?p=${(await post(head))?.id}`;

  describe("the block editor's", () => {
    it('draft is none, and publishing it is one', async () => {
      await writeInBlocks(page, blog, '雪まつり', '2月15日に行います。');
      await saveDraft(page);
      const drafts = await told.uploads(({ text }) => text === '雪まつり\n2月15日に行います。');
      expect(drafts[0]).toMatchObject({ account: blog.account, outcome: { address: null } });
      const [row] = await told.of(() => publish(page));
      const { link, status } = (await post('雪まつり')) ?? {};
      expect(status).toBe('publish');
      // The title went ahead with the draft.
      expect(row && shown(row)).toMatchObject({ act: 'post', text: '2月15日に行います。' });
      expect(row?.outcome.address).toBe(link);
      expected.push(row && shown(row));
    });

    it('change of what is published is an edit', async () => {
      await appendToTitle(page, 'のご案内');
      const text = '雪まつりのご案内\n2月15日に行います。';
      const { link = '' } = (await post('雪まつり')) ?? {};
      await expectTold(() => update(page), { act: 'edit', text, address: link });
      expect((await post('雪まつりのご案内'))?.status).toBe('publish');
    });

    it('picture is a file with a name, and its post one posting', async () => {
      await writeInBlocks(page, blog, '写真', '');
      await addPicture(page, picture);
      const [row] = await told.uploads(({ attachments }) => attachments === 1);
      const { attached } = await world.admin.call('posting', { params: { id: row?.id ?? '' } });
      expect(attached).toMatchObject([{ name: '128.png', type: 'image/png' }]);
      expect(attached[0]?.digest).toMatch(/^[0-9a-f]{32}$/);
      await page.waitForFunction(
        () => document.querySelector('.wp-block-image img[src*="/uploads/"]') !== null,
      );
      const [posted, ...more] = await told.of(() => publish(page));
      expect(more).toEqual([]);
      expect(posted).toMatchObject({ act: 'post', account: blog.account });
      expect(posted?.outcome.address).toBe((await post('写真'))?.link);
      expected.push(posted && shown(posted));
    });

    it('post for later is scheduled', async () => {
      await writeInBlocks(page, blog, '予約', '来月の話です');
      await setDate(page, '2040-02-01T10:00:00');
      const [row] = await told.of(() => publish(page));
      expect(await post('予約')).toMatchObject({ status: 'future' });
      expect(row && shown(row)).toMatchObject({
        act: 'schedule',
        text: '予約\n来月の話です',
        address: await byNumber('予約'),
      });
      expected.push(row && shown(row));
    });
  });

  describe('the pages before it', () => {
    it('keep a draft of the dashboard', async () => {
      await page.goto(`${blog.url}/wp-admin/index.php`);
      await page.waitForSelector('#quick-press #title');
      await page.type('#quick-press #title', '下書き');
      await page.type('#quick-press #content', '本文の下書き');
      await page.click('#save-post');
      const [row] = await told.uploads(({ text }) => text === '下書き\n本文の下書き');
      expect(row).toMatchObject({ account: blog.account, outcome: { taken: true } });
    });

    it("publish by the classic editor's form, and change it", async () => {
      await writeClassic(page, blog, 'お知らせ', '<p>休館日です</p>');
      const [row] = await told.of(() => send(page, '#publish'));
      const address = await byNumber('お知らせ');
      expect(row && shown(row)).toEqual({
        act: 'post',
        text: 'お知らせ\n休館日です',
        fate: 'sent',
        taken: true,
        address,
      });
      expected.push(row && shown(row));
      await page.waitForSelector('#title');
      await page.$eval('#title', (field) => {
        (field as HTMLInputElement).value = 'お知らせ（改）';
      });
      const text = 'お知らせ（改）\n休館日です';
      await expectTold(() => send(page, '#publish'), { act: 'edit', text, address });
    });

    it('edit quickly in the list', async () => {
      await page.goto(`${blog.url}/wp-admin/edit.php?post_type=oshirase`);
      await page.$eval('#the-list .editinline', (button) => (button as HTMLElement).click());
      const field = '.inline-edit-row input[name=post_title]';
      await page.waitForSelector(field);
      await page.$eval(field, (input) => {
        (input as HTMLInputElement).value = '休館のお知らせ';
      });
      await expectTold(() => page.click('.inline-edit-row .save'), {
        act: 'edit',
        text: '休館のお知らせ',
        address: await byNumber('お知らせ（改）'),
      });
    });

    it('move to the bin by a link', async () => {
      await page.goto(`${blog.url}/wp-admin/edit.php?post_type=oshirase`);
      await expectTold(() => send(page, '#the-list .submitdelete'), { act: 'delete', text: '' });
      expect((await post('休館のお知らせ'))?.status).toBe('trash');
    });

    it('move several to the bin', async () => {
      await page.goto(`${blog.url}/wp-admin/edit.php`);
      const id = (await post('写真'))?.id;
      await page.$eval(`#cb-select-${id}`, (box) => (box as HTMLElement).click());
      await page.select('#bulk-action-selector-top', 'trash');
      await expectTold(() => send(page, '#doaction'), { act: 'delete', text: '' });
      expect((await post('写真'))?.status).toBe('trash');
    });
  });

  it('comments, on the page and in the list, are told apart', async () => {
    await page.goto(`${blog.url}/hello-world/`);
    await page.type('#comment', 'お問い合わせありがとうございます');
    await expectTold(() => send(page, '#submit'), {
      act: 'comment',
      text: 'お問い合わせありがとうございます',
      address: `${blog.url}/hello-world/#comment-2`,
    });
    await page.goto(`${blog.url}/wp-admin/edit-comments.php`);
    await page.$eval('#comment-2 .reply button', (button) => (button as HTMLElement).click());
    await page.waitForSelector('#replycontent');
    await page.type('#replycontent', '返信です');
    await expectTold(() => page.click('#replybtn'), {
      act: 'comment',
      text: '返信です',
      address: `${blog.url}/hello-world/#comment-3`,
    });
    await page.waitForSelector('#comment-3 .trash a');
    await expectTold(
      () => page.$eval('#comment-3 .trash a', (link) => (link as HTMLElement).click()),
      { act: 'delete', text: '' },
    );
    const { comments } = await blog.contents();
    expect(comments.map(({ status }) => status)).toEqual(['1', '1', 'trash']);
  });

  it('XML-RPC is one more way, and its password is no text', async () => {
    const [row] = await told.of(() => postByXmlRpc(page, blog, '外部の道具'));
    expect(row && shown(row)).toMatchObject({
      act: 'post',
      text: '外部の道具',
      address: await byNumber('外部の道具'),
    });
    expect(row?.account).toBe(blog.account);
    expected.push(row && shown(row));
    expect(JSON.stringify(await world.records())).not.toContain(blog.password);
  });

  it('a link that is a post in truth is told', async () => {
    const query = new URLSearchParams({
      _method: 'POST',
      title: 'リンクのふり',
      status: 'publish',
      _wpnonce: await nonceOf(page, blog),
    });
    const url = `${blog.url}/wp-json/wp/v2/posts?${query}`;
    const [row] = await told.of(() => page.goto(url));
    expect(row && shown(row)).toMatchObject({ act: 'post', text: 'リンクのふり' });
    expect(row?.outcome.address).toBe((await post('リンクのふり'))?.link);
    expected.push(row && shown(row));
  });

  it('of a type that the site added, by the other spelling of the address, is one as well', async () => {
    const nonce = await nonceOf(page, blog);
    const [row] = await told.of(() =>
      page.evaluate(
        async (url, body) => {
          const headers = { 'content-type': 'application/json' };
          await fetch(url, { method: 'POST', headers, body });
        },
        `/?rest_route=/wp/v2/gyoji&_wpnonce=${nonce}`,
        JSON.stringify({ title: '行事', content: '<p>内容</p>', status: 'publish' }),
      ),
    );
    expect(row && shown(row)).toMatchObject({ act: 'post', text: '行事\n内容' });
    expect(row?.outcome.address).toBe((await post('行事'))?.link);
    expected.push(row && shown(row));
  });

  it('with an Individual Number stays here, whatever the way', async () => {
    const nonce = await nonceOf(page, blog);
    const rows = await told.of(
      () =>
        page.evaluate(
          async (body, rest) => {
            const json = { 'content-type': 'application/json' };
            await fetch(rest, { method: 'POST', headers: json, body }).catch(() => null);
            await fetch('/wp-comments-post.php', {
              method: 'POST',
              body: new URLSearchParams({ comment_post_ID: '1', comment: body }),
            }).catch(() => null);
          },
          JSON.stringify({ title: '申請', content: `個人番号 ${number}`, status: 'publish' }),
          `/wp-json/wp/v2/posts?_wpnonce=${nonce}`,
        ),
      2,
    );
    expect(rows.map(({ act, fate }) => [act, fate])).toEqual([
      ['post', 'stopped'],
      ['comment', 'stopped'],
    ]);
    expect(JSON.stringify(rows)).not.toContain(number);
    expect(await post('申請')).toBeUndefined();
    expected.push(...rows.map(shown));
  });

  it('nothing is in the log twice, and nothing besides', async () => {
    expect((await told.all()).map(shown)).toEqual(expected);
  });
});
