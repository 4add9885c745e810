import { describe, expect, it } from 'vitest';
import { compoundOf } from '../build-compound.ts';
import { foundIn, individual, inspect, zipOf } from '../build-documents.ts';
import { paragraphsOf } from '../build-open-document.ts';

const kinds = {
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  odg: 'application/vnd.oasis.opendocument.graphics',
} as const;

const documentOf = (
  content: string,
  more: Readonly<Record<string, string | Uint8Array>> = {},
  kind: keyof typeof kinds = 'odt',
) => zipOf({ mimetype: kinds[kind], 'content.xml': content, ...more });

const number = individual();
const label = `個人番号 ${number}`;

describe('OpenDocument', () => {
  it.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s is told by its bytes', async (kind) => {
    const report = await inspect(await documentOf(paragraphsOf('お知らせ'), {}, kind));
    expect(report).toMatchObject({ type: kind, inspected: true });
    expect(report.text).toContain('お知らせ');
  });

  it.each([
    ['styles.xml', `<style:header><text:p>${label}</text:p></style:header>`, { corner: 'header' }],
    [
      'meta.xml',
      `<meta:user-defined meta:name="a">${label}</meta:user-defined>`,
      { corner: 'properties' },
    ],
    [
      'Object 1/content.xml',
      `<chart:title><text:p>${label}</text:p></chart:title>`,
      { entry: ['Object 1/content.xml'] },
    ],
  ])('is read in %s', async (name, inner, place) => {
    const bytes = await documentOf(paragraphsOf('a'), { [name]: `<a xmlns:x="x">${inner}</a>` });
    expect(await foundIn(bytes)).toEqual([`individual-number at ${JSON.stringify(place)}`]);
  });

  it('gives what is embedded', async () => {
    const bytes = await documentOf('<a/>', {
      'Object 2': compoundOf({ Package: Buffer.from(label) }),
    });
    expect(await foundIn(bytes)).toEqual([
      'individual-number at {"entry":["Object 2","Package"],"line":1}',
    ]);
  });

  it('passes over what shows nothing of its own', async () => {
    const bytes = await documentOf(paragraphsOf('a'), {
      'Thumbnails/thumbnail.png': Buffer.alloc(99, 1),
      'layout-cache': Buffer.alloc(99, 1),
      'Pictures/TablePreview1.svm': Buffer.alloc(99, 1),
      'ObjectReplacements/Object 1': Buffer.concat([Buffer.from('VCLMTF'), Buffer.alloc(99, 1)]),
    });
    expect(await inspect(bytes)).toMatchObject({ inspected: true });
  });

  it.each([
    ['something else', { 'Pictures/a': Buffer.alloc(99, 1) }, 'unknown-format'],
    ['XML that breaks off', { 'content.xml': '<a><text:p>あ</text:p><b c="' }, 'broken'],
  ])('is not clean with %s', async (_, more, why) => {
    const bytes = await documentOf(paragraphsOf('a'), more);
    expect(await inspect(bytes)).toMatchObject({ why });
  });

  it('is read where it is one file of XML', async () => {
    const xml = `<?xml version="1.0"?><office:document>${paragraphsOf(label)}</office:document>`;
    expect(await inspect(Buffer.from(xml))).toMatchObject({ type: 'flat-odf', inspected: true });
    expect(await foundIn(Buffer.from(xml))).toEqual(['individual-number at {}']);
  });
});
