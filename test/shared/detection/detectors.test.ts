import { describe, expect, it } from 'vitest';
import { detect } from '../../../shared/detection/detect.ts';
import { detectors } from '../../../shared/detection/detectors.ts';

describe.each(detectors.map((detector) => [detector.kind, detector] as const))(
  '%s',
  (kind, detector) => {
    const { found, ignored } = detector.examples;

    it('shows at least three examples of each kind', () => {
      expect(found.length).toBeGreaterThanOrEqual(3);
      expect(ignored.length).toBeGreaterThanOrEqual(3);
    });

    it.each(found.map(({ why, part }) => [why, part] as const))('finds: %s', (_, part) => {
      expect(detect([part]).map((finding) => finding.kind)).toContain(kind);
    });

    it.each(ignored.map(({ why, part }) => [why, part] as const))('leaves: %s', (_, part) => {
      expect(detect([part]).map((finding) => finding.kind)).not.toContain(kind);
    });

    it('reports nothing that could be the value', () => {
      for (const { part } of found) {
        for (const finding of detect([part])) {
          expect(Object.keys(finding)).not.toContain('value');
          expect(finding.masked).not.toMatch(/\d{5}/);
          if (kind === 'individual-number') expect(finding.masked).not.toMatch(/\d/);
        }
      }
    });
  },
);
