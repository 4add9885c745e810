/** Type-checks each part with what it may see: shared/ with neither Node nor the DOM. */
import { commandFile } from '../../proxy/platform/build.ts';
import { runPackage } from './run.ts';

const parts = ['shared', 'proxy', 'proxy/console', 'extension', 'test'];

// The extension's types of its own pages and words are generated.
const prepared = runPackage(await commandFile('wxt', 'wxt'), ['prepare']);
const tsc = await commandFile('typescript', 'tsc');
const failed = parts.filter((part) => {
  process.stdout.write(`types: ${part}\n`);
  return !runPackage(tsc, ['--noEmit', '-p', part]);
});
process.exitCode = prepared && failed.length === 0 ? 0 : 1;
