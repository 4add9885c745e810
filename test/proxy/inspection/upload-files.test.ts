/** The files that the end-to-end tests send are what they say, by the detectors themselves. */
import { describe, expect, it } from 'vitest';
import { badFiles, cleanFiles, textOfSize } from '../../support/upload-files.ts';
import { individual, inspect } from './build-documents.ts';

const number = individual();

describe('files to send', async () => {
  it.each((await cleanFiles()).map((file) => [file.name, file] as const))(
    'finds nothing in the clean %s',
    async (name, { bytes }) => {
      expect(await inspect(bytes, { name })).toMatchObject({ inspected: true, findings: [] });
    },
  );

  it.each((await badFiles(number)).map((file) => [file.name, file] as const))(
    'finds an Individual Number in %s',
    async (name, { bytes }) => {
      const { inspected, findings } = await inspect(bytes, { name });
      expect(inspected).toBe(true);
      expect(findings.map(({ kind }) => kind)).toContain('individual-number');
    },
  );

  it('makes a text of exactly that size, with the number at its end', async () => {
    const { bytes } = textOfSize(1, number);
    expect(bytes.length).toBe(1_000_000);
    const { findings } = await inspect(bytes);
    expect(findings.map(({ kind }) => kind)).toEqual(['individual-number']);
    expect((await inspect(textOfSize(1).bytes)).findings).toEqual([]);
  });
});
