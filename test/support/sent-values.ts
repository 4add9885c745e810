/**
 * What the tests sent that looks real, so that one last test can look for all of it in all that was
 * left behind.
 *
 *   global setup ─ makes a private folder, names it in the environment, removes it in the end
 *   each test ──── sentValue(number)      appended to a file in it
 *                  keepForLeaks(home)     moved into it, where the test would have removed it
 *   last test ──── sentValues(), keptFolders() ─► findLeaks
 *
 * Test files run in processes of their own, two at once, so what they hand on stands in a file, a
 * line a value. A digest of a value could not be looked for: the file holds the values themselves, in a
 * folder that nobody else may enter, that is no place where leaks are looked for, and that is gone
 * when the run ends, whether or not its last test ran. Outside of a run of tests (a bench, one
 * program by hand) nothing is kept.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../proxy/platform/build.ts';

const variable = 'SEKISHO_TEST_SENT';

/** For global setup alone. */
export const isOpen = () => process.env[variable] !== undefined;

/** For global setup alone. */
export function openSentValues(): AsyncDisposable {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-sent-'));
  mkdirSync(path.join(folder, 'kept'));
  writeFileSync(path.join(folder, 'began'), '');
  process.env[variable] = folder;
  return {
    async [Symbol.asyncDispose]() {
      delete process.env[variable];
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const below = (name: string): string | null => {
  const folder = process.env[variable];
  return folder === undefined || folder === '' ? null : path.join(folder, name);
};

/** Registers a value that a test is about to send, and hands it back. */
export function sentValue(value: string): string {
  const file = below('values');
  if (file !== null) appendFileSync(file, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  return value;
}

/** All that was registered in this run, each once. */
export function sentValues(): string[] {
  const file = below('values');
  if (file === null || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return [...new Set(lines.map((line) => JSON.parse(line) as string))];
}

/** Instead of removing a folder that the product wrote to: a home, a browser's profile. */
export async function keepForLeaks(folder: string): Promise<void> {
  const kept = below('kept');
  if (kept === null) return rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await rename(folder, path.join(kept, path.basename(folder)));
}

/** What the tests themselves write there: files to choose from, profiles of browsers, their own tools. */
const ofTests =
  /^(?:sekisho-(?:sent|files|firefox|extension|sites)|puppeteer|org\.chromium|vitest)/;

/**
 * What was made in the folder for temporary files since the run began, but for the tests' own; a
 * project that lies in there itself is none of it.
 */
export function temporaryFiles(): string[] {
  const folder = process.env[variable];
  if (folder === undefined || folder === '') return [];
  const began = statSync(path.join(folder, 'began')).mtimeMs;
  const names = readdirSync(os.tmpdir()).filter((name) => !ofTests.test(name));
  return names
    .map((name) => path.join(os.tmpdir(), name))
    .filter((place) => !projectRoot.startsWith(`${place}${path.sep}`))
    .filter((place) => (statSync(place, { throwIfNoEntry: false })?.birthtimeMs ?? 0) >= began);
}

export function keptFolders(): string[] {
  const kept = below('kept');
  return kept === null ? [] : readdirSync(kept).map((name) => path.join(kept, name));
}
