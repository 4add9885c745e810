import { describe, expect, it } from 'vitest';
import { embeddedIn, nativeObject } from '../../../proxy/inspection/compound-embedded.ts';
import { readCompoundFile } from '../../../proxy/inspection/compound-file.ts';
import { compoundOf, packagedObject } from './build-compound.ts';

const content = Buffer.from('content of a');
const names = (streams: Readonly<Record<string, Uint8Array>>) =>
  embeddedIn(readCompoundFile(compoundOf(streams)).root).map(({ name }) => name);

describe('embeddedIn', () => {
  it('gives the file that was put in, with its name', () => {
    const bytes = compoundOf({ '\u0001Ole10Native': packagedObject('a.txt', content) });
    const [first] = embeddedIn(readCompoundFile(bytes).root);
    expect(first?.name).toBe('a.txt');
    expect(Buffer.from(first?.bytes ?? [])).toEqual(content);
    expect(first?.paths).toEqual(['C:\\a.txt', 'C:\\a.txt']);
  });

  it('gives documents in storages as files, and no document twice', () => {
    expect(
      names({
        WordDocument: content,
        'ObjectPool/_1/Workbook': content,
        'ObjectPool/_2/CONTENTS': content,
        'ObjectPool/_1/MBD/WordDocument': content,
      }),
    ).toEqual(['_1', 'CONTENTS']);
  });
});

describe('nativeObject', () => {
  it('gives the rest where the names cannot be read', () => {
    expect(nativeObject(Buffer.from([1, 0, 0, 0, 65, 66]))).toEqual({
      name: 'object',
      bytes: Buffer.from('AB'),
    });
  });
});
