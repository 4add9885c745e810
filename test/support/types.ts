/** Type-checks each part with what it may see: shared/ with neither Node nor the DOM. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { runPackage } from './run.ts';

const parts = ['shared', 'proxy', 'proxy/console', 'extension', 'test'];

const require = createRequire(import.meta.url);
const commandOf = (pkg: string, bin: string): string => {
  const manifest = require.resolve(`${pkg}/package.json`);
  return path.join(path.dirname(manifest), require(manifest).bin[bin]);
};

// The extension's types of its own pages and words are generated.
const prepared = runPackage(commandOf('wxt', 'wxt'), ['prepare']);
const failed = parts.filter((part) => {
  process.stdout.write(`types: ${part}\n`);
  return !runPackage(commandOf('typescript', 'tsc'), ['--noEmit', '-p', part]);
});
process.exitCode = prepared && failed.length === 0 ? 0 : 1;
