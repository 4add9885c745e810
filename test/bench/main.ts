/** `npm run bench [name …]`: each file beside this one that exports `run()` is a bench; all of them without a name. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => /export async function run\(/.test(read(file)))
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => name !== 'main' && !name.includes('-part'))
  .sort();
function read(file: string): string {
  return readFileSync(path.join(import.meta.dirname, file), 'utf8');
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are: ${known.join(', ')}\n`);
  process.exitCode = 1;
} else {
  for (const name of asked.length > 0 ? asked : known) {
    process.stdout.write(`\n== ${name}\n`);
    const bench = (await import(`./${name}.ts`)) as { run(): Promise<void> };
    await bench.run();
  }
}
