import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, serviceIds } from '../../../shared/posting/catalogue.ts';
import { postingCases } from '../../support/posting-cases.ts';

describe('the catalogue', () => {
  it('holds every file of its folder', () => {
    const folder = path.join(import.meta.dirname, '../../../shared/posting/catalogue');
    expect(catalogue).toHaveLength(readdirSync(folder).length);
    expect(serviceIds.size).toBe(catalogue.length);
  });

  it.each(catalogue.map(({ id }) => id))('has own cases of %s', (id) => {
    expect(postingCases.some(({ expected }) => expected.service === id)).toBe(true);
  });

  it('is held to at least a hundred cases', () => {
    expect(postingCases.length).toBeGreaterThanOrEqual(100);
  });
});
