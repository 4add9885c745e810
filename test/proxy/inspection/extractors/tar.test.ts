import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect } from '../build-documents.ts';

function tarOf(name: string, content: string, size = Buffer.byteLength(content)): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write('0ustar\0', 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const text = `個人番号 ${individual()}`;
const end = Buffer.alloc(1024);

describe('tar', () => {
  it('is read, entry by entry', async () => {
    const bytes = Buffer.concat([tarOf('a.txt', 'なし'), tarOf('b/名簿.txt', text), end]);
    expect(await foundIn(bytes)).toEqual([
      'individual-number at {"entry":["b/名簿.txt"],"line":1}',
    ]);
  });

  it.each([
    [
      'an entry that is longer than the file',
      Buffer.concat([tarOf('a', text, 9999), end]),
      'truncated',
    ],
    [
      'a header in the middle that is none',
      Buffer.concat([tarOf('a', 'なし'), Buffer.alloc(512, 65), end]),
      'broken',
    ],
  ])('is not clean: %s', async (_, bytes, why) => {
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe(why);
  });
});
