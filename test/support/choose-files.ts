/** Files for a file field, by the picker as a person opens it. */
import type { Page } from 'puppeteer-core';

/** Waits until the field holds them. */
export async function chooseFiles(page: Page, files: readonly string[]): Promise<void> {
  const field = await page.waitForSelector('dialog[open] input[type=file]', { visible: true });
  const [chooser] = await Promise.all([page.waitForFileChooser(), field?.click()]);
  await chooser.accept([...files]);
  await page.waitForFunction(
    (count) =>
      document.querySelector<HTMLInputElement>('dialog[open] input[type=file]')?.files?.length ===
      count,
    {},
    files.length,
  );
}
