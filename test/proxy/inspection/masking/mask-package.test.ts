import { describe, expect, it } from 'vitest';
import { docxOf, individual, paragraph, pptxOf, zipOf } from '../build-documents.ts';
import { copyOf, dots, madeOf, sourcesOf, wordsOf } from './copy-of.ts';

const number = individual();
const fours = number.replace(/(\d{4})(?=\d)/g, '$1-');
const label = `個人番号 ${number}`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;

describe('mask package', () => {
  it.each([
    ['the body', label, {}],
    ['a header', '', { 'word/header1.xml': `<w:hdr>${paragraph(label)}</w:hdr>` }],
    ['a footer', '', { 'word/footer1.xml': `<w:ftr>${paragraph(label)}</w:ftr>` }],
    ['a note', '', { 'word/footnotes.xml': `<w:footnotes>${paragraph(label)}</w:footnotes>` }],
    ['a comment', '', { 'word/comments.xml': `<w:comments>${paragraph(label)}</w:comments>` }],
    ['properties', '', { 'docProps/core.xml': `<cp:c><dc:title>${label}</dc:title></cp:c>` }],
    [
      'custom properties',
      '',
      {
        'docProps/custom.xml': `<p><property name="個人番号"><vt:lpwstr>個人番号 ${number}</vt:lpwstr></property></p>`,
      },
    ],
    [
      'a chart',
      '',
      {
        'word/charts/chart1.xml': `<c:c><c:strCache><c:pt><c:v>個人番号 ${number}</c:v></c:pt></c:strCache></c:c>`,
      },
    ],
    ['bound data', '', { 'customXml/item1.xml': `<r><個人番号>個人番号 ${number}</個人番号></r>` }],
  ])('takes it out of %s', async (_, body, more) => {
    const made = await madeOf(await docxOf(paragraph(body), more));
    const words = await wordsOf(made.bytes);
    expect(words).not.toContain(number);
    expect(words).toContain('●●●●');
    expect(made.report.findings).toEqual([]);
  });

  it.each([
    [
      'split runs',
      `<w:p>${run('個人番号 ')}${run(number.slice(0, 3))}${run(number.slice(3, 9))}${run(number.slice(9))}</w:p>`,
    ],
    ['deleted text', `<w:p><w:del><w:r><w:delText>${label}</w:delText></w:r></w:del></w:p>`],
    ['inserted text', `<w:p><w:ins>${run(label)}</w:ins></w:p>`],
    ['hidden text', `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>${label}</w:t></w:r></w:p>`],
    [
      'a text box with its fallback',
      `<w:p><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph(label)}</w:txbxContent></mc:Choice><mc:Fallback><w:pict>${paragraph(label)}</w:pict></mc:Fallback></mc:AlternateContent></w:p>`,
    ],
    ['a field', `<w:p><w:r><w:instrText>${label}</w:instrText></w:r></w:p>`],
    ['a picture said in words', `<w:p><wp:docPr descr="${label}"/></w:p>`],
    [
      'cells of one digit each',
      `<w:tbl><w:tr><w:tc>${paragraph('個人番号')}</w:tc>${[...number].map((digit) => `<w:tc>${paragraph(digit)}</w:tc>`).join('')}</w:tr></w:tbl>`,
    ],
    ['groups', paragraph(`個人番号 ${fours}`)],
  ])('takes it out of %s', async (_, body) => {
    const made = await madeOf(await docxOf(body));
    const digits = (await sourcesOf(made.bytes))
      .get('word/document.xml')
      ?.replace(/<[^>]*>|\D/g, '');
    expect(digits).toBe('');
  });

  it('takes it out of slides, tables, notes and comments', async () => {
    const text = (words: string) => `<a:p><a:r><a:t>${words}</a:t></a:r></a:p>`;
    const made = await madeOf(
      await pptxOf(
        [
          `${text(label)}<a:tbl><a:tr><a:tc>${text('個人番号')}</a:tc><a:tc>${text(number)}</a:tc></a:tr></a:tbl>`,
        ],
        {
          'ppt/notesSlides/notesSlide1.xml': `<p:notes>${text(label)}</p:notes>`,
          'ppt/comments/comment1.xml': `<p:cm><p:text>${label}</p:text></p:cm>`,
        },
      ),
    );
    expect(await wordsOf(made.bytes)).not.toContain(number);
    expect((await wordsOf(made.bytes)).split(dots).length).toBe(5);
  });

  it('renames parts that are called by the value, with all that leads to them', async () => {
    const made = await madeOf(
      await docxOf(paragraph(label), {
        [`word/media/${number}.png`]: 'png',
        'word/_rels/document.xml.rels': `<Relationships><Relationship Id="r1" Target="media/${number}.png"/></Relationships>`,
      }),
    );
    const sources = await sourcesOf(made.bytes);
    const renamed = `media/${'X'.repeat(12)}.png`;
    expect(sources.has(`word/${renamed}`)).toBe(true);
    expect(sources.get('word/_rels/document.xml.rels')).toContain(`Target="${renamed}"`);
  });

  it('leaves out the picture of the first page', async () => {
    const made = await madeOf(
      await docxOf(paragraph(label), {
        'docProps/thumbnail.jpeg': 'jpeg',
        '_rels/.rels':
          '<Relationships><Relationship Id="rId1" Target="word/document.xml"/><Relationship Id="rId2" Target="docProps/thumbnail.jpeg"/></Relationships>',
      }),
    );
    const sources = await sourcesOf(made.bytes);
    expect(sources.has('docProps/thumbnail.jpeg')).toBe(false);
    expect(sources.get('_rels/.rels')).toBe(
      '<Relationships><Relationship Id="rId1" Target="word/document.xml"/></Relationships>',
    );
  });

  it('keeps every other part, byte for byte, in its order', async () => {
    const before = await docxOf(paragraph(label), {
      'word/styles.xml': '<w:styles a="1"/>',
      'word/media/a.png': 'x',
    });
    const made = await madeOf(before);
    const [old, now] = [await sourcesOf(before), await sourcesOf(made.bytes)];
    expect([...now.keys()]).toEqual([...old.keys()]);
    for (const [name, source] of old) {
      if (name !== 'word/document.xml') expect(now.get(name)).toBe(source);
    }
  });

  it('writes nothing that could be read in two ways', async () => {
    const zip = await docxOf(paragraph(label));
    const twice = Buffer.concat([Buffer.from('PK'), zip]);
    expect((await copyOf(twice)).made).toBe(false);
  });

  it('masks the comment of the package', async () => {
    const zip = await zipOf(
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        'word/document.xml': `<w:document>${paragraph('a')}</w:document>`,
      },
      { comment: label },
    );
    const made = await madeOf(zip);
    expect(Buffer.from(made.bytes).includes(number)).toBe(false);
  });
});
