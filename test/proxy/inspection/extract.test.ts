import { describe, expect, it } from 'vitest';
import { extract } from '../../../proxy/inspection/extract.ts';
import { createBudget, defaultLimits } from '../../../proxy/inspection/limits.ts';
import { docxOf, paragraph, utf8, zipOf } from './build-documents.ts';

async function read(bytes: Uint8Array, name = 'a.bin') {
  const { parts, outcome } = extract(
    bytes,
    name,
    createBudget(defaultLimits, () => 0),
  );
  const places: string[] = [];
  for await (const part of parts) places.push(JSON.stringify(part.place));
  return { places, ...outcome };
}

describe('extract', () => {
  it('gives the name first, then what the bytes are', async () => {
    expect(await read(utf8('text'))).toMatchObject({
      places: ['{"corner":"name"}', '{"line":1}'],
      type: 'text',
      problems: [],
      hasText: true,
    });
  });

  it('tells a message that is encrypted, wherever it stands in a text', async () => {
    const message = '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n';
    const mail = `From: a@b.example\r\nSubject: c\r\n\r\nhello\n${message}`;
    expect(await read(utf8(mail))).toMatchObject({ type: 'eml', problems: ['encrypted'] });
    const signed = mail.replaceAll('MESSAGE', 'SIGNATURE');
    expect(await read(utf8(signed))).toMatchObject({ type: 'eml', problems: [] });
  });

  it('goes into what stands inside, and on after what cannot be read', async () => {
    const bytes = await zipOf({
      'a.bin': new Uint8Array(9),
      'b.docx': await docxOf(paragraph('b')),
      'c.txt': 'c',
    });
    expect(await read(bytes)).toMatchObject({
      places: [
        '{"corner":"name"}',
        '{"entry":["a.bin"],"corner":"name"}',
        '{"entry":["b.docx"],"corner":"name"}',
        '{"entry":["b.docx"]}',
        '{"entry":["c.txt"],"corner":"name"}',
        '{"entry":["c.txt"],"line":1}',
      ],
      type: 'zip',
      problems: ['unknown-format'],
      hasText: true,
    });
  });

  it('has no text where only names were read', async () => {
    expect(await read(await zipOf({ 'a.bin': new Uint8Array(9) }))).toMatchObject({
      hasText: false,
      problems: ['unknown-format'],
    });
  });
});
