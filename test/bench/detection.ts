/**
 * `npm run bench:detection`: what is found of what is there, kind by kind; over the collected vectors,
 * numbers that were made and spelt in every way, published data that holds none, lists of persons.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { printCorpus } from './detection-corpus.ts';
import { benign, bulk } from './detection-part-benign.ts';
import { generated } from './detection-part-generated.ts';
import { line, type Score } from './detection-part-score.ts';
import { vectors } from './detection-part-vectors.ts';

export interface Section {
  readonly title: string;
  readonly needsData: boolean;
  run(): Promise<readonly (Score | string)[]>;
}

const sections: readonly Section[] = [
  { title: 'collected vectors', needsData: true, run: vectors },
  { title: 'made numbers, every encoding and separator', needsData: false, run: generated },
  { title: 'published data', needsData: true, run: benign },
  { title: 'lists of persons', needsData: true, run: bulk },
  { title: 'our own labelled corpus', needsData: false, run: async () => corpus() },
];

function corpus(): string[] {
  const lines: string[] = [];
  printCorpus((each) => lines.push(each));
  return lines;
}

export async function run(): Promise<void> {
  const hasData = existsSync(path.join(import.meta.dirname, '../../../shared/data/pii'));
  for (const { title, needsData, run: measure } of sections) {
    process.stdout.write(`\n${title}\n`);
    if (needsData && !hasData) process.stdout.write('  not run: no data\n');
    else for (const each of await measure()) process.stdout.write(`  ${line(each)}\n`);
  }
}
