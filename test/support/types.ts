/** Type-checks each part with what it may see: shared/ with neither Node nor the DOM. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandFile, projectRoot } from '../../proxy/platform/build.ts';
import { runPackage } from './run.ts';

/** Packages of their own: their types are there once `npm test` has installed them. */
const apart = ['test/end-to-end/bluesky', 'test/end-to-end/upload-pages'].filter((folder) =>
  existsSync(path.join(projectRoot, folder, 'node_modules')),
);
const parts = ['shared', 'proxy', 'proxy/console', 'extension', 'test', ...apart];

// The extension's types of its own pages and words are generated.
const prepared = runPackage(await commandFile('wxt', 'wxt'), ['prepare']);
const tsc = await commandFile('typescript', 'tsc');
const failed = parts.filter((part) => {
  process.stdout.write(`types: ${part}\n`);
  return !runPackage(tsc, ['--noEmit', '-p', part]);
});
process.exitCode = prepared && failed.length === 0 ? 0 : 1;
