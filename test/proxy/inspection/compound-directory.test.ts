import { describe, expect, it } from 'vitest';
import { isTree } from '../../../proxy/inspection/compound-directory.ts';
import { compoundOf } from './build-compound.ts';
import { inspect } from './build-documents.ts';

/** [type, left, right, below] of each entry. */
function directory(...entries: readonly (readonly [number, number, number, number])[]): DataView {
  const view = new DataView(new ArrayBuffer(entries.length * 128));
  for (const [at, [type, ...links]] of entries.entries()) {
    view.setUint8(at * 128 + 0x42, type);
    for (const [n, to] of links.entries()) view.setInt32(at * 128 + 0x44 + n * 4, to, true);
  }
  return view;
}

describe('the entries of a compound file', () => {
  it.each<[string, DataView, boolean]>([
    ['a tree', directory([5, -1, -1, 1], [2, 2, 3, -1], [1, -1, -1, -1], [2, -1, -1, -1]), true],
    ['one that nothing leads to', directory([5, -1, -1, -1], [2, -1, -1, -1]), true],
    ['unused ones with anything', directory([5, -1, -1, 1], [2, -1, -1, -1], [0, 1, 1, 1]), true],
    ['a link behind the end', directory([5, -1, -1, 9]), true],
    ['none', directory(), true],
    ['one that is its own neighbour', directory([5, -1, -1, 1], [2, 1, -1, -1]), false],
    ['one below itself', directory([5, -1, -1, 1], [1, -1, -1, 0]), false],
    ['one in two places', directory([5, -1, -1, 1], [1, -1, 2, 2], [2, -1, -1, -1]), false],
    ['a ring beside the tree', directory([5, -1, -1, -1], [1, -1, -1, 2], [1, -1, -1, 1]), false],
  ])('with %s', (_, view, expected) => {
    expect(isTree(view)).toBe(expected);
  });

  it('that lead round are told, and end at once', async () => {
    const bytes = Buffer.from(
      compoundOf({ WordDocument: new Uint8Array(9_000), A: Buffer.from('a') }),
    );
    const start = (bytes.readInt32LE(0x30) + 1) * 512;
    // The root's first entry leads back to the root.
    bytes.writeInt32LE(0, start + bytes.readInt32LE(start + 0x4c) * 128 + 0x4c);
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why: 'broken' });
  });
});
