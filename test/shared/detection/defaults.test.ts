import { expect, test } from 'vitest';
import { defaultPersons, defaultThreshold } from '../../../shared/detection/defaults.ts';
import { defaultUploads } from '../../../shared/policy/uploads-schema.ts';

test('the policy’s defaults are those of the detection', () => {
  expect(defaultUploads.threshold).toBe(defaultThreshold);
  expect(defaultUploads.levelOf['bulk-personal-data'].rows).toBe(defaultPersons);
});
