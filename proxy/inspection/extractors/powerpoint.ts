/** pptx: slides in their order, tables, notes; masters, comments and charts as loose text. */
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { type Row, tableParts } from './csv.ts';
import { openPackage } from './office-package.ts';
import { spokenAttributes } from './spoken-attributes.ts';
import { guarded } from './word.ts';

export const powerpoint: Extractor = {
  types: ['pptx'],
  async *extract(bytes, extraction) {
    const show = await openPackage(bytes, extraction);
    const slides = show.names
      .flatMap((name) => {
        const number = /^ppt\/slides\/slide(\d+)\.xml$/i.exec(name)?.[1];
        return number === undefined ? [] : [{ name, number: Number(number) }];
      })
      .sort((a, b) => a.number - b.number);
    for (const { name, number } of slides) {
      const place = { ...extraction.place, slide: number };
      const xml = await show.xml(name);
      if (xml !== null) yield* guarded(slideText(xml, place, extraction), extraction);
      const notes = [...(await show.relations(name)).values()].find((each) =>
        /notesSlide/i.test(each),
      );
      const notesXml = notes === undefined ? null : await show.xml(notes);
      if (notesXml !== null) {
        yield* guarded(slideText(notesXml, { ...place, corner: 'notes' }, extraction), extraction);
      }
    }
    yield* show.rest();
  },
};

function* slideText(xml: string, place: Place, extraction: Extraction): Generator<Part> {
  extraction.budget.spend(xml.length);
  const cursor = new XmlCursor(xml);
  let text = '';
  while (cursor.next()) {
    if (cursor.kind === 'open' && cursor.name === 'tbl') {
      yield* tableParts(tableRows(cursor), place, extraction.nextTable());
    } else text += pieceOf(cursor);
  }
  if (text.trim() !== '') yield textPart(text, place);
  const attributes = spokenAttributes(xml, text);
  if (attributes !== '') yield textPart(attributes, { ...place, corner: 'properties' });
}

function* tableRows(cursor: XmlCursor): Generator<Row> {
  let cells: string[] = [];
  let cell = '';
  let number = 0;
  while (cursor.next()) {
    if (cursor.kind === 'close' && cursor.name === 'tbl') return;
    if (cursor.kind === 'open' && cursor.name === 'tc') cell = '';
    else if (cursor.kind === 'close' && cursor.name === 'tc') cells.push(cell.trim());
    else if (cursor.kind === 'close' && cursor.name === 'tr') {
      yield { cells, number: ++number };
      cells = [];
    } else cell += pieceOf(cursor);
  }
}

function pieceOf(cursor: XmlCursor): string {
  if (cursor.kind === 'open' && cursor.name === 't') return runText(cursor);
  if (cursor.kind === 'open' && cursor.name === 'cNvPr')
    return described(cursor.attribute('descr'));
  if (cursor.kind === 'open' && cursor.name === 'br') return '\n';
  return cursor.kind === 'close' && cursor.name === 'p' ? '\n' : '';
}

function runText(cursor: XmlCursor): string {
  let text = '';
  while (cursor.next() && cursor.kind !== 'close') if (cursor.kind === 'text') text += cursor.text;
  return text;
}

function described(description: string | null): string {
  return description === null || description === '' ? '' : `${description}\n`;
}
