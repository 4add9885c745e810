import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createBudget, defaultLimits, type Limits } from '../../../proxy/inspection/limits.ts';
import { checkStreams } from '../../../proxy/inspection/pdf-bombs.ts';
import { inspect, pdfOf } from './build-documents.ts';

/** Nothing packs it. */
const noise = Buffer.concat(
  Array.from({ length: 50 }, (_, n) => createHash('sha512').update(`${n}`).digest()),
);
const spaces = Buffer.alloc(30_000_000, 0x20);

function streamOf(content: Uint8Array, filters: string, more = ''): string {
  const text = Buffer.from(content).toString('latin1');
  return `9 0 obj\n<< ${more} /Length ${text.length} /Filter ${filters} >>\nstream\n${text}\nendstream\nendobj\n`;
}
const pack = (bytes: Uint8Array) => deflateSync(bytes, { level: 9 });
const check = (text: string, limits: Partial<Limits> = {}) =>
  checkStreams(
    Buffer.from(text, 'latin1'),
    createBudget({ ...defaultLimits, ...limits }, () => 0),
  );

describe('streams of a PDF', () => {
  it.each([
    ['a page of nothing but spaces', streamOf(pack(spaces), '/FlateDecode'), 'ratio'],
    ['packed twice', streamOf(pack(pack(spaces)), '[/FlateDecode /Fl]'), 'ratio'],
    ['without an end', streamOf(pack(spaces), '/FlateDecode').slice(0, -20), 'ratio'],
    ['packed as often as nobody does', streamOf(pack(spaces), `[${'/Fl '.repeat(9)}]`), 'too-deep'],
  ])('are stopped before anything unpacks them: %s', (_, text, why) => {
    expect(() => check(text)).toThrow(why);
  });

  it.each([
    ['white paper', streamOf(pack(Buffer.alloc(26_000_000)), '/FlateDecode', '/Subtype /Image')],
    ['text', streamOf(pack(Buffer.from('(a) Tj '.repeat(9_000))), '/FlateDecode')],
    ['what is broken: another one says so', streamOf(Buffer.from('none'), '/FlateDecode')],
    ['what is not packed', streamOf(spaces, '/DCTDecode')],
    ['nothing', ''],
  ])('go on: %s', (_, text) => expect(() => check(text)).not.toThrow());

  it('are stopped where they are larger than any part may be', () => {
    const text = streamOf(pack(Buffer.from('(a) Tj '.repeat(9_000))), '/FlateDecode');
    expect(() => check(text, { bytesOfEntry: 10_000 })).toThrow('too-large');
  });

  it('that are fonts nobody could go through are told: damaged, or with their characters many times over', () => {
    const font = Buffer.concat([Buffer.from('true'), noise]);
    const damaged = pack(font);
    damaged.fill(0xff, 1_500, 1_600);
    expect(() => check(streamOf(damaged, '/FlateDecode'))).toThrow('broken');
    expect(() => check(streamOf(pack(font), '/FlateDecode'))).not.toThrow();
  });

  it('are looked at in a document', async () => {
    const bytes = Buffer.concat([
      pdfOf(['a']),
      Buffer.from(streamOf(pack(spaces), '/FlateDecode'), 'latin1'),
    ]);
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why: 'ratio' });
  });

  it('take a document of more pages than may be no further', async () => {
    const bytes = pdfOf(Array.from({ length: 12 }, () => 'a'));
    const limits = { entries: 10 };
    expect(await inspect(bytes, { limits })).toMatchObject({ why: 'too-many-entries' });
  });
});
