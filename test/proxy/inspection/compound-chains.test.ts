import { describe, expect, it } from 'vitest';
import { hasSoundChains } from '../../../proxy/inspection/compound-chains.ts';
import { compoundOf, docOf } from './build-compound.ts';
import { inspect } from './build-documents.ts';

const document = () => Buffer.from(compoundOf({ WordDocument: new Uint8Array(9_000) }));
/** Where the chain of a sector stands: the first table's sector is told in the header. */
const linkOf = (bytes: Buffer, sector: number) => (bytes.readInt32LE(0x4c) + 1) * 512 + sector * 4;

/** The first sectors of a chain that goes on. */
function chained(bytes: Buffer): number {
  for (let sector = 0; ; sector++)
    if (bytes.readInt32LE(linkOf(bytes, sector)) > sector) return sector;
}

describe('chains of a compound file', () => {
  it('are sound in what is written properly', () => {
    expect(hasSoundChains(document())).toBe(true);
    expect(hasSoundChains(docOf('あ'.repeat(9_000)))).toBe(true);
  });

  it.each<[string, (bytes: Buffer, sector: number) => void]>([
    [
      'a sector that leads to itself',
      (bytes, sector) => bytes.writeInt32LE(sector, linkOf(bytes, sector)),
    ],
    [
      'a chain that leads back',
      (bytes, sector) => bytes.writeInt32LE(sector, linkOf(bytes, sector + 2)),
    ],
    [
      'two chains that meet',
      (bytes, sector) => bytes.writeInt32LE(sector + 3, linkOf(bytes, sector)),
    ],
  ])('are not with %s, and it ends at once', async (_, change) => {
    const bytes = document();
    change(bytes, chained(bytes));
    expect(hasSoundChains(bytes)).toBe(false);
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBeDefined();
  });

  it('are not where the tables themselves lead in a ring', () => {
    const bytes = document();
    bytes.writeInt32LE(1, 0x44);
    bytes.writeInt32LE(1, 2 * 512 + 508);
    expect(hasSoundChains(bytes)).toBe(false);
  });

  it('are not in a piece of a head', () => {
    expect(hasSoundChains(document().subarray(0, 300))).toBe(false);
  });
});
