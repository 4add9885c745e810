import { describe, expect, it } from 'vitest';
import { docxOf, foundIn, individual, inspect, paragraph, pdfOf } from '../build-documents.ts';

const number = paragraph(`個人番号 ${individual()}`);

describe('docx', () => {
  it.each([
    ['the body', docxOf(number), '{}'],
    [
      'runs that split the number',
      docxOf(
        `<w:p><w:r><w:t>個人番号 ${individual().slice(0, 5)}</w:t></w:r><w:r><w:t>${individual().slice(5)}</w:t></w:r></w:p>`,
      ),
      '{}',
    ],
    [
      'what may be chosen',
      docxOf(
        `<w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText="個人番号 ${individual()}"/></w:comboBox></w:sdtPr></w:sdt>`,
      ),
      '{"corner":"properties"}',
    ],
    [
      'the instruction of a field',
      docxOf(`<w:p><w:fldSimple w:instr="QUOTE 個人番号 ${individual()}"/></w:p>`),
      '{"corner":"properties"}',
    ],
    [
      'bound data',
      docxOf('', { 'customXml/item1.xml': `<a 個人番号="${individual()}"/>` }),
      '{"corner":"properties"}',
    ],
    [
      'a header',
      docxOf('', { 'word/header1.xml': `<w:hdr>${number}</w:hdr>` }),
      '{"corner":"header"}',
    ],
    [
      'a footnote',
      docxOf('', { 'word/footnotes.xml': `<w:footnotes>${number}</w:footnotes>` }),
      '{"corner":"footnote"}',
    ],
    [
      'a comment',
      docxOf('', { 'word/comments.xml': `<w:comments>${number}</w:comments>` }),
      '{"corner":"comment"}',
    ],
    ['deleted text', docxOf(number.replaceAll('w:t>', 'w:delText>')), '{}'],
    [
      'a text box',
      docxOf(`<w:p><w:r><w:pict><w:txbxContent>${number}</w:txbxContent></w:pict></w:r></w:p>`),
      '{}',
    ],
    [
      'properties',
      docxOf('', { 'docProps/core.xml': `<p><dc:title>個人番号 ${individual()}</dc:title></p>` }),
      '{"corner":"properties"}',
    ],
    [
      'a table',
      docxOf(
        `<w:tbl><w:tr><w:tc>${paragraph('個人番号')}</w:tc></w:tr><w:tr><w:tc>${paragraph(individual())}</w:tc></w:tr></w:tbl>`,
      ),
      '{"cell":"A2"}',
    ],
  ])('is read: %s', async (_, document, place) => {
    expect(await foundIn(await document)).toEqual([`individual-number at ${place}`]);
  });

  it('counts a drawing and its form for older programs once', async () => {
    const both = `<mc:AlternateContent><mc:Choice>${number}</mc:Choice><mc:Fallback>${number}</mc:Fallback></mc:AlternateContent>`;
    expect(await foundIn(await docxOf(both))).toHaveLength(1);
    const hidden = both.replace(number, paragraph('別の文'));
    expect(await foundIn(await docxOf(hidden))).toHaveLength(1);
  });

  it('finds a mark in the header', async () => {
    const document = docxOf(paragraph('会議資料'), {
      'word/header1.xml': `<w:hdr>${paragraph('部外秘')}</w:hdr>`,
    });
    expect(await foundIn(await document)).toEqual(['mark at {"corner":"header"}']);
  });

  it('finds a mark that is a watermark, or stands in a text box within a line', async () => {
    const drawn =
      '<w:p><w:r><w:pict><v:shape><v:textpath string="社外秘"/></v:shape></w:pict></w:r></w:p>';
    const watermark = docxOf(paragraph('本文'), {
      'word/header1.xml': `<w:hdr xmlns:w="w" xmlns:v="v">${drawn}</w:hdr>`,
    });
    expect(await foundIn(await watermark)).toEqual(['mark at {"corner":"header"}']);
    const box = `<w:txbxContent>${paragraph('取扱注意')}</w:txbxContent>`;
    const line = `<w:p><w:r><w:t>本文</w:t></w:r><w:r><w:pict>${box}</w:pict></w:r></w:p>`;
    expect(await foundIn(await docxOf(line))).toEqual(['mark at {}']);
  });

  it('reads what is embedded', async () => {
    const document = docxOf('', { 'word/embeddings/a.pdf': pdfOf([`My Number ${individual()}`]) });
    expect(await foundIn(await document)).toEqual([
      'individual-number at {"entry":["a.pdf"],"page":1}',
    ]);
  });

  it('puts ruby behind its word', async () => {
    const ruby =
      '<w:p><w:r><w:ruby><w:rt><w:r><w:t>とうきょう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東京</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>';
    expect((await inspect(await docxOf(ruby))).text).toContain('東京 (とうきょう)');
  });

  it('does not call clean what has a document type, or ends in the middle', async () => {
    const bomb = await docxOf('', { 'word/header1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:hdr/>' });
    expect(await inspect(bomb)).toMatchObject({ inspected: false, why: 'broken' });
    const whole = await docxOf(number);
    expect((await inspect(whole.subarray(0, whole.length - 30))).inspected).not.toBe(true);
  });
});
