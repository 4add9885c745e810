import { describe, expect, it } from 'vitest';
import { number32, packagedObject } from '../build-compound.ts';
import { encoded, foundIn, individual, inspect, utf8 } from '../build-documents.ts';
import { pngChunk, pngWith } from '../build-metadata.ts';
import { emfOf } from '../build-metafiles.ts';

const number = individual();
const rtf = (body: string, head = '\\ansi\\ansicpg932') =>
  Buffer.from(`{\\rtf1${head} ${body}}`, 'latin1');
const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
const textOf = async (body: string, head?: string) => (await inspect(rtf(body, head))).text;

/** Some programs write the second byte of a character as the letter that it is. */
const mixed = (text: string) =>
  [...encoded(text, 'SJIS')]
    .map((byte) =>
      byte >= 0x61 && byte <= 0x7a ? String.fromCharCode(byte) : `\\'${byte.toString(16)}`,
    )
    .join('');

describe('rtf', () => {
  it.each([
    ['Shift_JIS in hex', hex(encoded('防災計画', 'SJIS')), undefined, '防災計画'],
    ['Shift_JIS with letters as second bytes', mixed('ミ点'), undefined, 'ミ点'],
    [
      'the charset of the font',
      `{\\fonttbl{\\f1\\fcharset128 MS;}}\\f1 ${hex(encoded('秘', 'SJIS'))}`,
      '\\ansi',
      '秘',
    ],
    [
      'Unicode with what older programs show',
      "\\uc1\\u31192?\\u23494\\'3f desu",
      undefined,
      '秘密 desu',
    ],
    ['Unicode below zero', '\\uc0\\u-30000 ', undefined, String.fromCharCode(65536 - 30000)],
    ['braces and marks', '\\{a\\}\\~b\\_c\\-d', undefined, '{a} b-cd'],
    ['lines and cells', 'a\\par b\\cell c\\row', undefined, 'a\nb\tc\n'],
    [
      'nothing of fonts, styles, second forms of pictures',
      '{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s0 Normal;}}{\\nonshppict{\\pict 00ff00ff}}{\\*\\unknown hidden}text',
      undefined,
      'text',
    ],
    ['no line feed of the file itself', 'ab\r\ncd', undefined, 'abcd'],
  ])('gives %s', async (_, body, head, expected) => {
    expect(await textOf(body, head)).toBe(expected);
  });

  it.each([10000, 437, 99_999])('is read whatever its code page says: %i', async (page) => {
    expect(await textOf('Plan', `\\ansi\\ansicpg${page}`)).toBe('Plan');
  });

  it('gives the words of drawings, and what pictures hold', async () => {
    const drawing = emfOf([{ y: 1, text: '避難所' }]);
    const described = pngWith(pngChunk('tEXt', utf8(`a\0My Number ${number}`)));
    const digits = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const shown = `{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn a}{\\sv 1}}}\\emfblip ${digits(drawing)}}}`;
    const raw = Buffer.from(described).toString('latin1');
    const report = await inspect(rtf(`${shown}{\\pict\\pngblip\\bin${raw.length} ${raw}}text`));
    expect(report.text).toContain('避難所');
    expect(report).toMatchObject({
      why: 'ocr-off',
      findings: [{ kind: 'individual-number', place: { corner: 'properties' } }],
    });
  });

  it.each([
    [
      'a text box',
      `{\\shp{\\*\\shpinst\\shpz1{\\sp{\\sn fFlip}{\\sv 123}}{\\shptxt word}}}`,
      'word',
    ],
    [
      'what describes a shape',
      '{\\shp{\\*\\shpinst{\\sp{\\sn wzDescription}{\\sv word}}}}',
      'word',
    ],
    ['the instruction of a field', '{\\field{\\*\\fldinst QUOTE}{\\fldrslt word}}', 'QUOTE word'],
  ])('gives %s', async (_, body, expected) => {
    expect(await textOf(body)).toBe(expected);
  });

  it('gives headers, notes and properties in their corners', async () => {
    const bytes = rtf(`{\\info{\\title Plan}}{\\header My Number ${number}}{\\footnote note}text`);
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type: 'rtf', inspected: true });
    expect(report.text?.split('\n')).toEqual(expect.arrayContaining(['Plan', 'note', 'text']));
    expect(await foundIn(bytes)).toEqual(['individual-number at {"corner":"header"}']);
  });

  it('gives a file that was put in', async () => {
    const text = (word: string) =>
      Buffer.concat([number32(word.length + 1), Buffer.from(`${word}\0`)]);
    const native = packagedObject('a.txt', utf8(`個人番号 ${number}`)).subarray(4);
    const object = Buffer.concat([
      number32(0x501),
      number32(2),
      text('Package'),
      number32(0),
      number32(0),
      number32(native.length),
      native,
    ]).toString('hex');
    const bytes = rtf(
      `{\\object\\objemb{\\*\\objdata ${object.slice(0, 60)}\r\n${object.slice(60)}}}`,
    );
    expect(await foundIn(bytes)).toEqual(['individual-number at {"entry":["a.txt"],"line":1}']);
  });

  it.each([
    ['a piece', Buffer.from('{\\rtf1\\ansi {\\b text'), 'truncated'],
    ['an object that is none', rtf('a{\\object{\\*\\objdata 01}}'), 'unknown-format'],
    ['braces without end', Buffer.from(`{\\rtf1 ${'{'.repeat(2000)}`), 'too-deep'],
  ])('is not clean: %s', async (_, bytes, why) => {
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe(why);
  });
});
