import { describe, expect, it } from 'vitest';
import { compoundOf, docOf } from '../build-compound.ts';
import { foundIn, individual, inspect, pdfOf } from '../build-documents.ts';

describe('OLE compound files', () => {
  it('are told apart where Office encrypted them', async () => {
    const bytes = compoundOf({
      EncryptionInfo: new Uint8Array(8),
      EncryptedPackage: new Uint8Array(64),
    });
    expect(await inspect(bytes)).toMatchObject({
      type: 'encrypted-office',
      inspected: false,
      why: 'encrypted',
    });
  });

  it.each(['CONTENTS', 'Package'])('give what is embedded as %s', async (name) => {
    const bytes = compoundOf({ [name]: pdfOf([`My Number ${individual()}`]) });
    expect(await foundIn(bytes)).toEqual([`individual-number at {"entry":["${name}"],"page":1}`]);
  });

  it('are not clean with something beside it', async () => {
    const bytes = compoundOf({ Package: pdfOf(['a']), Other: new Uint8Array(99) });
    expect(await inspect(bytes)).toMatchObject({ inspected: 'partly', why: 'unknown-format' });
  });

  it.each([
    ['Word', 'WordDocument', 'doc'],
    ['Excel', 'Workbook', 'xls'],
    ['PowerPoint', 'PowerPoint Document', 'ppt'],
  ])('are no clean %s document with nothing in it', async (_, stream, type) => {
    expect(await inspect(compoundOf({ [stream]: new Uint8Array(600) }))).toMatchObject({
      type,
      inspected: false,
      why: 'broken',
    });
  });

  it('are not clean with macros', async () => {
    const bytes = docOf('お知らせ', {}, { 'Macros/VBA/Module1': new Uint8Array(99) });
    expect(await inspect(bytes)).toMatchObject({ inspected: 'partly', why: 'unknown-format' });
  });
});
