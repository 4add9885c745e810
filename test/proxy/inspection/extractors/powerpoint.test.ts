import { describe, expect, it } from 'vitest';
import { foundIn, individual, pptxOf } from '../build-documents.ts';

const shape = `<p:sp><a:p><a:r><a:t>個人番号 ${individual()}</a:t></a:r></a:p></p:sp>`;
const relation =
  '<Relationships><Relationship Id="r" Target="../notesSlides/notesSlide1.xml"/></Relationships>';

describe('pptx', () => {
  it.each([
    ['a slide', pptxOf(['', shape]), '{"slide":2}'],
    [
      'what is shown over a link',
      pptxOf([`<a:hlinkClick tooltip="個人番号 ${individual()}"/>`]),
      '{"slide":1,"corner":"properties"}',
    ],
    [
      'notes',
      pptxOf([''], {
        'ppt/slides/_rels/slide1.xml.rels': relation,
        'ppt/notesSlides/notesSlide1.xml': `<p:notes>${shape}</p:notes>`,
      }),
      '{"slide":1,"corner":"notes"}',
    ],
    [
      'notes of no slide',
      pptxOf([''], { 'ppt/notesSlides/notesSlide9.xml': `<p:notes>${shape}</p:notes>` }),
      '{"corner":"notes"}',
    ],
    [
      'a master',
      pptxOf([''], { 'ppt/slideMasters/slideMaster1.xml': `<p:m>${shape}</p:m>` }),
      '{"corner":"master"}',
    ],
    [
      'a comment',
      pptxOf([''], {
        'ppt/comments/comment1.xml': `<p:cmLst><p:cm><p:text>個人番号 ${individual()}</p:text></p:cm></p:cmLst>`,
      }),
      '{"corner":"comment"}',
    ],
    [
      'a table',
      pptxOf([
        `<a:tbl><a:tr><a:tc><a:p><a:r><a:t>個人番号</a:t></a:r></a:p></a:tc></a:tr><a:tr><a:tc><a:p><a:r><a:t>${individual()}</a:t></a:r></a:p></a:tc></a:tr></a:tbl>`,
      ]),
      '{"slide":1,"cell":"A2"}',
    ],
  ])('is read: %s', async (_, document, place) => {
    expect(await foundIn(await document)).toEqual([`individual-number at ${place}`]);
  });
});
