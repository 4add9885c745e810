/** Drives the pages of a WordPress as a person does: fields, buttons and links. */
import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from './until.ts';
import type { WordPress } from './wordpress.ts';

export async function signIn(page: Page, { url, user, password }: WordPress): Promise<void> {
  await page.goto(`${url}/wp-login.php`);
  await page.waitForSelector('#user_login');
  // The page moves the focus by itself a moment after it came, also into what is being typed.
  await page.$eval(
    '#loginform',
    (form, name, secret) => {
      const { log, pwd } = (form as HTMLFormElement).elements as unknown as Record<
        string,
        HTMLInputElement
      >;
      if (log !== undefined) log.value = name;
      if (pwd !== undefined) pwd.value = secret;
    },
    user,
    password,
  );
  await page.click('#wp-submit');
  await page.waitForSelector('#wpadminbar').catch(async (error) => {
    const seen = await page.evaluate(() => `${location.href} ${document.body.innerText}`);
    throw new Error(`not signed in: ${seen.slice(0, 500)}`, { cause: error });
  });
}

const title = '.editor-post-title__input';

/**
 * Opens the block editor on a new post, and types. PHP's own server leaves a script unanswered now and
 * then, and an editor that is still coming takes what is typed for somewhere else: then once more, on
 * another new post.
 */
export async function writeInBlocks(page: Page, blog: WordPress, head: string, text: string) {
  const isTyped = () =>
    page.evaluate(
      (wanted, words) => {
        const { wp } = globalThis as unknown as { wp: BlockEditor };
        const editor = wp.data.select('core/editor');
        const content = editor.getEditedPostContent();
        return editor.getEditedPostAttribute('title') === wanted && content.includes(words);
      },
      head,
      text,
    );
  await until(
    async () => {
      await page.goto(`${blog.url}/wp-admin/post-new.php`);
      const field = await page.waitForSelector(title, { timeout: 30_000 }).catch(() => null);
      if (field === null) return null;
      await page.click(title);
      await page.keyboard.type(head);
      if (text !== '') {
        await page.keyboard.press('Enter');
        await page.keyboard.type(text);
      }
      return until(isTyped, { within: 10_000 }).catch(() => null);
    },
    { within: 120_000 },
  );
}

/** Adds to the end of the title. */
export async function appendToTitle(page: Page, text: string): Promise<void> {
  await page.click(title);
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

/** A picture in a block of its own, by the block's button. */
export async function addPicture(page: Page, file: string): Promise<void> {
  await page.evaluate(() => {
    const { wp } = globalThis as unknown as { wp: BlockEditor };
    const block = wp.blocks.createBlock('core/image');
    wp.data.dispatch('core/block-editor').insertBlocks(block);
  });
  const field = await page.waitForSelector('.components-form-file-upload input[type=file]');
  await (field as ElementHandle<HTMLInputElement>).uploadFile(file);
}

interface BlockEditor {
  readonly blocks: { createBlock(name: string): unknown };
  readonly data: {
    dispatch(store: string): {
      insertBlocks(block: unknown): void;
      editPost(changes: object): void;
    };
    select(store: string): {
      isSavingPost(): boolean;
      isEditedPostDirty(): boolean;
      getEditedPostAttribute(name: string): unknown;
      getEditedPostContent(): string;
    };
  };
}

/** For when the post is to appear. @param date as `2030-02-01T10:00:00` */
export async function setDate(page: Page, date: string): Promise<void> {
  await page.evaluate((when) => {
    const { wp } = globalThis as unknown as { wp: BlockEditor };
    wp.data.dispatch('core/editor').editPost({ date: when, status: 'future' });
  }, date);
}

export async function saveDraft(page: Page): Promise<void> {
  await page.click('.editor-post-save-draft');
  await untilSaved(page);
}

/** Both presses: the panel asks once more. */
export async function publish(page: Page): Promise<void> {
  await press(page, '.editor-post-publish-panel__toggle');
  await press(page, '.editor-post-publish-panel .editor-post-publish-button');
  await untilSaved(page);
}

export async function update(page: Page): Promise<void> {
  await press(page, '.edit-post-header .editor-post-publish-button');
  await untilSaved(page);
}

async function untilSaved(page: Page): Promise<void> {
  await until(
    () =>
      page.evaluate(() => {
        const { wp } = globalThis as unknown as { wp: BlockEditor };
        const editor = wp.data.select('core/editor');
        return !editor.isSavingPost() && !editor.isEditedPostDirty();
      }),
    { within: 60_000, every: 100 },
  );
}

/** A button that may be about to be enabled. */
async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(`${selector}:not([aria-disabled=true]):not([disabled])`);
  await page.click(selector);
}

/**
 * A new announcement, in the classic editor's plain text. Typed, it could be torn: the editor moves
 * the caret some time after the click, and a title that loses the focus is saved on the way.
 */
export async function writeClassic(page: Page, blog: WordPress, head: string, text: string) {
  await page.goto(`${blog.url}/wp-admin/post-new.php?post_type=oshirase`);
  await page.waitForSelector('#content-html');
  await page.click('#content-html');
  await page.waitForSelector('#wp-content-wrap.html-active');
  for (const [selector, words] of [
    ['#title', head],
    ['#content', text],
  ] as const) {
    await page.$eval(
      selector,
      (field, value) => {
        (field as HTMLInputElement | HTMLTextAreaElement).value = value;
      },
      words,
    );
  }
}

/** Presses what sends a form or follows a link, and waits for the page that comes. */
export async function send(page: Page, selector: string): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.before = 'yes';
  });
  const isLink = await page.$eval(selector, (element) => {
    if (!(element instanceof HTMLAnchorElement)) return false;
    element.click();
    return true;
  });
  if (!isLink) {
    // While the page saves by itself, its buttons wait.
    await page.waitForSelector(`${selector}:not(.disabled):not([disabled])`);
    await page.click(selector);
  }
  await until(
    () =>
      page
        .evaluate(
          () =>
            document.documentElement.dataset.before === undefined &&
            document.readyState === 'complete',
        )
        .catch(() => false),
    { within: 60_000, every: 100 },
  );
}

/** What a script of the site's own pages needs to write by REST. */
export async function nonceOf(page: Page, { url }: WordPress): Promise<string> {
  return page.evaluate(
    async (asked) => (await fetch(asked)).text(),
    `${url}/wp-admin/admin-ajax.php?action=rest-nonce`,
  );
}

/** As a program of the person's own does it, from the site's own page. */
export async function postByXmlRpc(page: Page, blog: WordPress, head: string): Promise<void> {
  const value = (text: string) => `<value><string>${text}</string></value>`;
  const member = (key: string, text: string) =>
    `<member><name>${key}</name>${value(text)}</member>`;
  const params = [
    '<value><int>1</int></value>',
    value(blog.user),
    value(blog.password),
    `<value><struct>${member('post_title', head)}${member('post_status', 'publish')}</struct></value>`,
  ].map((each) => `<param>${each}</param>`);
  const body = `<methodCall><methodName>wp.newPost</methodName><params>${params.join('')}</params></methodCall>`;
  await page.evaluate(async (sent) => {
    await fetch('/xmlrpc.php', { method: 'POST', body: sent });
  }, body);
}
