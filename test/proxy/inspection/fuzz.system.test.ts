/**
 * Damaged documents by the thousand, from a seed: 2,000 in `npm test`, 50,000 in `npm run soak`.
 * Whatever comes out of one is a report with a reason, soon, without a value; and what lost a piece
 * that its format tells of is never clean.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InspectionReport } from '../../../proxy/inspection/inspect-content.ts';
import { type InspectionPool, startPool } from '../../../proxy/inspection/pool.ts';
import { findLeaks } from '../../support/leaks.ts';
import { withData } from '../../support/shared-data.ts';
import {
  collectedDocuments,
  type FuzzDocument,
  ownDocuments,
  plantedNumber,
  plantedWords,
} from './fuzz-documents.ts';
import { type Mutation, mutated, mutations } from './fuzz-mutations.ts';

const isSoak = process.env.SEKISHO_SOAK === '1';
const cases = Number(process.env.SEKISHO_FUZZ_CASES ?? (isSoak ? 50_000 : 2_000));
const seed = Number(process.env.SEKISHO_FUZZ_SEED ?? 20_261_129);
const atOnce = 6;
const chunk = 500;
/** Milliseconds. */
const longest = 10_000;
const own = await ownDocuments();
const collected = collectedDocuments();

interface Case {
  readonly document: FuzzDocument;
  readonly bytes: Uint8Array;
  readonly steps: readonly Mutation[];
}

/** What each is where nothing has happened to it. */
const types = new Map<string, string | null>();

test('each is read whole where nothing happened to it', { timeout: 120_000 }, async () => {
  await using pool = startPool({ size: 1 });
  for (const document of own) {
    const report = await inspect(pool, { document, bytes: document.bytes, steps: [] });
    types.set(document.name, report.type);
    const kinds = report.findings.map(({ kind }) => kind);
    expect([document.name, report.inspected, lostWords(report), kinds]).toEqual([
      document.name,
      true,
      [],
      expect.arrayContaining(['individual-number']),
    ]);
  }
});

test(withData(`${cases} damaged documents`, collected.length === 0), {
  timeout: isSoak ? 7_200_000 : 600_000,
}, async () => {
  const documents = [...own, ...own, ...collected];
  const pick = fc.tuple(fc.nat(documents.length - 1), fc.nat(documents.length - 1), mutations);
  const picked = fc.sample(pick, { numRuns: cases, seed });
  await using pool = startPool({ size: 2, sizeForSmall: 0, limits: { time: longest - 1000 } });
  const failures: string[] = [];
  const tally = new Map<string, number>();
  let slowest = 0;
  for (let from = 0; from < cases; from += chunk) {
    const outputs: string[] = [];
    const queue = picked.slice(from, from + chunk).entries();
    const work = async () => {
      for (const [at, [which, other, steps]] of queue) {
        const document = documents[which] as FuzzDocument;
        const bytes = mutated(document.bytes, steps, documents[other]?.bytes ?? new Uint8Array());
        const started = performance.now();
        const report = await inspect(pool, { document, bytes, steps });
        slowest = Math.max(slowest, performance.now() - started);
        const { text: _, ...rest } = report;
        outputs.push(JSON.stringify(rest));
        const kind = String(report.why ?? report.inspected);
        tally.set(kind, (tally.get(kind) ?? 0) + 1);
        const wrong = wrongOf({ document, bytes, steps }, report);
        if (wrong !== null)
          failures.push(`case ${from + at}, ${document.name}: ${wrong} ${JSON.stringify(steps)}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const leaks = findLeaks([plantedNumber], { texts: { reports: outputs.join('\n') } });
    if (leaks.length > 0) failures.push(`cases from ${from}: ${JSON.stringify(leaks)}`);
  }
  const told = [...tally]
    .toSorted((a, b) => b[1] - a[1])
    .map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(
    `fuzz: ${cases} cases, seed ${seed}, ${documents.length} documents, slowest ${Math.round(slowest)} ms: ${told.join(', ')}\n`,
  );
  expect(failures).toEqual([]);
});

/** What takes too long is tried again by itself: this machine may be busy with other things. */
async function inspect(pool: InspectionPool, { document, bytes }: Case): Promise<InspectionReport> {
  const asked = {
    content: { bytes },
    name: document.name,
    withText: true,
    ...(document.password === undefined ? {} : { password: document.password }),
  };
  const report = await pool.inspect(asked);
  if (report.why !== 'timeout') return report;
  await using alone = startPool({ size: 1, limits: { time: longest } });
  return alone.inspect(asked);
}

function wrongOf({ document, bytes, steps }: Case, report: InspectionReport): string | null {
  const { inspected, why } = report;
  if (why === 'crashed' || why === 'timeout' || why === 'memory') return why;
  if (inspected !== true) return why === undefined ? 'no reason' : null;
  // What is another kind of document now holds no more than it shows.
  if (document.tells === null || report.type !== types.get(document.name)) return null;
  const isCut =
    steps.some((step) => step.do === 'cut') && bytes.length < document.bytes.length * 0.9;
  if (document.tells === 'cut' && !isCut) return null;
  if (lostWords(report).length === 0) return null;
  return `clean as ${report.type}, without ${lostWords(report).join(', ')}`;
}

function lostWords({ text = '' }: InspectionReport): string[] {
  return plantedWords.filter((word) => !text.includes(word));
}
