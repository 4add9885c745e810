/** Where a finding stands, in words. Names come from outside: shown by visible text only. */
import type { PlaceRecord } from '../../../shared/audit/content-record.ts';
import type { Words } from '../words/ja.ts';

/** `名簿.xlsx › シート「住所」 › 2行 › B2`; '' for the body of a plain text. */
export function placeWords(words: Words, place: PlaceRecord): string {
  const own = words.content.places;
  const { entry = [], corner, page, slide, sheet, line, cell } = place;
  const parts = [
    ...entry,
    corner === undefined ? null : cornerWord(words, corner),
    page === undefined ? null : own.page(page),
    slide === undefined ? null : own.slide(slide),
    sheet === undefined ? null : own.sheet(sheet),
    line === undefined ? null : own.line(line),
    cell === undefined ? null : own.cell(cell),
  ];
  return parts.filter((part) => part !== null).join(' › ');
}

function cornerWord(words: Words, corner: string): string {
  const { corners } = words.content.places;
  return Object.hasOwn(corners, corner) ? corners[corner as keyof typeof corners] : corner;
}
