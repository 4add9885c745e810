/** Of a policy that classifies nothing itself: a browser's projection, Chromium's own lists. */
import { defaultPersons, defaultThreshold } from '../detection/defaults.ts';
import type { CompiledClassification } from './compile.ts';
import { defaultOcr } from './ocr.ts';

export const nothingClassified: CompiledClassification = {
  order: [],
  levelOf: {},
  threshold: defaultThreshold,
  confidence: {},
  persons: defaultPersons,
  ocr: defaultOcr,
};
