/** Drives the page that posts to the Bluesky server, as a person does: fields and buttons. */
import type { ElementHandle, Page } from 'puppeteer-core';
import type { BlueskyServer } from './bluesky-server.ts';

export type PostingAct = 'post' | 'reply' | 'edit' | 'several' | 'delete';

/** What the page was answered. */
export interface PostingAnswer {
  readonly act: string;
  readonly outcome: 'ok' | 'failed';
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  readonly error: string;
  /** `at://…`, or '' where nothing was written. */
  readonly uri: string;
}

/** Opens the page and signs in. */
export async function openPostingPage(
  page: Page,
  { postingPage, handle, password }: BlueskyServer,
): Promise<PostingAnswer> {
  await page.goto(postingPage);
  await fill(page, '#sign-in [name=handle]', handle);
  await fill(page, '#sign-in [name=password]', password);
  return answered(page, () => page.click('#sign-in button'));
}

/** @param content.image path of a file; without it the field is empty */
export async function post(
  page: Page,
  act: PostingAct,
  content: { text?: string; image?: string } = {},
): Promise<PostingAnswer> {
  await writePosting(page, content);
  return answered(page, () => page.click(`#posting [value=${act}]`));
}

/** Fills the form, and sends nothing. */
export async function writePosting(
  page: Page,
  { text = '', image }: { text?: string; image?: string },
): Promise<void> {
  await page.$eval('#posting', (form) => (form as HTMLFormElement).reset());
  await fill(page, '#posting [name=text]', text);
  if (image === undefined) return;
  const field = (await page.$('#posting [name=image]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(image);
  // The guard takes a file out, and puts it back once it was looked at.
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('#posting [name=image]')?.files?.length === 1,
    { polling: 25 },
  );
}

/** The next answer after something was done. */
export async function answered(page: Page, act: () => Promise<void>): Promise<PostingAnswer> {
  const before = await count(page);
  await act();
  await page.waitForFunction(
    (seen) => Number(document.querySelector('output')?.dataset.answers ?? 0) > seen,
    { polling: 25 },
    before,
  );
  return page.$eval('output', ({ dataset }) => ({
    act: dataset.act ?? '',
    outcome: dataset.outcome as 'ok' | 'failed',
    status: Number(dataset.status),
    error: dataset.error ?? '',
    uri: dataset.uri ?? '',
  }));
}

const count = (page: Page): Promise<number> =>
  page.$eval('output', ({ dataset }) => Number(dataset.answers ?? 0));

/** Typed, line breaks as well; what is long is put there at once. */
async function fill(page: Page, selector: string, text: string): Promise<void> {
  await page.click(selector);
  if (text.length > 100) {
    await page.$eval(
      selector,
      (field, long) => {
        (field as HTMLTextAreaElement).value = long;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      text,
    );
    return;
  }
  await page.keyboard.type(text);
}
