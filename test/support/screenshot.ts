/** Pictures of the steps of a test, for people to look at: into the folder that SEKISHO_SHOTS names. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

/** Does nothing where nobody asked for pictures. */
export async function takeShot(page: Page, name: string): Promise<void> {
  const folder = process.env.SEKISHO_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({
    path: path.join(folder, `${name}.png`) as `${string}.png`,
    fullPage: true,
  });
}
