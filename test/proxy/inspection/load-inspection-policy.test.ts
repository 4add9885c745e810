import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  defaultInspectionPolicy,
  InspectionPolicyError,
  loadInspectionPolicy,
} from '../../../proxy/inspection/load-inspection-policy.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-inspect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function load(yaml: string) {
  const file = path.join(folder, 'policy.yaml');
  await writeFile(file, yaml);
  return loadInspectionPolicy(file);
}

describe('levels and uploads of a policy file', () => {
  it('are as by default where the file says nothing', async () => {
    expect(await load('version: 1\n')).toMatchObject({
      levels: defaultInspectionPolicy.levels,
      uploads: { levelOf: defaultInspectionPolicy.uploads.levelOf },
    });
  });

  it('are taken from the file', async () => {
    const policy = await load(
      'levels: { order: [high, low] }\nuploads: { levelOf: { individual-number: high } }\n',
    );
    expect(policy).toEqual({
      levels: { order: ['high', 'low'] },
      uploads: { levelOf: { 'individual-number': 'high' } },
    });
  });

  it.each([
    ['is no YAML', '{'],
    ['is no document', 'text'],
    ['has an unknown kind', 'uploads: { levelOf: { my-number: "3A" } }'],
    ['has levels twice', 'levels: { order: [a, a] }'],
  ])('are refused where the file %s', async (_, yaml) => {
    await expect(load(yaml)).rejects.toThrow(InspectionPolicyError);
  });

  it('are refused where there is no file', async () => {
    await expect(loadInspectionPolicy('/nowhere/policy.yaml')).rejects.toThrow(
      InspectionPolicyError,
    );
  });
});
