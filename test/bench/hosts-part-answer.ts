/** A process that has just begun: snapshot file → the first decision. Prints milliseconds as JSON. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';

// As the command line does.
enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/sekisho'));
const { openHostSet } = await import('../../shared/destination/host-set.ts');

const [file = '', host = ''] = process.argv.slice(2);
const began = performance.now();
const bytes = readFileSync(file);
const read = performance.now();
const hash = createHash('sha256').update(bytes).digest('hex');
const hashed = performance.now();
const set = openHostSet(bytes, true);
const isListed = (set?.lookUp(host) ?? -1) >= 0;
const end = performance.now();
process.stdout.write(
  JSON.stringify({
    read: read - began,
    hash: hashed - read,
    open: end - hashed,
    all: end - began,
    process: end,
    isListed,
    digest: hash,
  }),
);
flushCompileCache();
