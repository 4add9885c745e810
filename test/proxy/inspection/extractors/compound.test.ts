import * as CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect, pdfOf } from '../build-documents.ts';

function compoundOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams))
    CFB.utils.cfb_add(file, `/${name}`, Buffer.from(bytes));
  return Uint8Array.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

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

  it('are no clean Word document', async () => {
    expect(await inspect(compoundOf({ WordDocument: new Uint8Array(600) }))).toMatchObject({
      type: 'doc',
      inspected: false,
      why: 'unknown-format',
    });
  });
});
