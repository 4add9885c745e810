/** Files for a file field, by the picker as a person opens it. */
import type { FileChooser, Page } from 'puppeteer-core';

/** @param open presses what opens the picker: only once the driver catches it */
export async function openFileChooser(
  page: Page,
  open: () => Promise<unknown>,
): Promise<FileChooser> {
  const caught = page.waitForFileChooser();
  await page.evaluate('true');
  await open();
  return caught;
}

/** Waits until the field holds them. */
export async function chooseFiles(page: Page, files: readonly string[]): Promise<void> {
  const field = await page.waitForSelector('dialog[open] input[type=file]', { visible: true });
  const chooser = await openFileChooser(page, async () => field?.click());
  await chooser.accept([...files]);
  await page.waitForFunction(
    (count) =>
      document.querySelector<HTMLInputElement>('dialog[open] input[type=file]')?.files?.length ===
      count,
    {},
    files.length,
  );
}
