/** A seeded share of `npm run bench:detection`, held to what it has to reach. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { bulk, lookAtBenign } from '../../bench/detection-part-benign.ts';
import { generated } from '../../bench/detection-part-generated.ts';
import { precision, recall, type Score } from '../../bench/detection-part-score.ts';
import { vectors } from '../../bench/detection-part-vectors.ts';
import { withData } from '../../support/shared-data.ts';

const hasData = existsSync(path.join(projectRoot, '../shared/data/pii'));
const scoresOf = (rows: readonly (Score | string)[]) =>
  rows.flatMap((row) => (typeof row === 'string' ? [] : [row]));

it('finds made numbers in every encoding and separator', async () => {
  const scores = scoresOf(await generated(1));
  for (const score of scores) {
    expect([score.kind, recall(score) >= 0.99, precision(score) >= 0.99]).toEqual([
      score.kind,
      true,
      true,
    ]);
  }
  expect(scores.length).toBeGreaterThan(10);
}, 120_000);

describe.skipIf(!hasData)(withData('measured on collected material', !hasData), () => {
  it('agrees with the vectors of others', async () => {
    for (const score of scoresOf(await vectors())) {
      expect([score.kind, recall(score) >= 0.95, precision(score) >= 0.99]).toEqual([
        score.kind,
        true,
        true,
      ]);
    }
  });

  it('finds nobody’s number in published data', async () => {
    const { files, levelled, bulk: flagged } = await lookAtBenign(6);
    expect(levelled).toEqual([]);
    expect(flagged).toBeLessThanOrEqual(files * 0.02);
  }, 120_000);

  it('finds all lists of persons', async () => {
    expect((await bulk()).slice(1)).toEqual([]);
  }, 120_000);
});
