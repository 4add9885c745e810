/** Where something stands, as a person looks for it: `archive.zip › 名簿.xlsx・シート「名簿」・B12`. */
import type { PlaceRecord } from '../../shared/audit/content-record.ts';
import { visibleText } from '../pages/visible-text.ts';
import { type TextKey, text } from '../platform/text.ts';

const corners: Readonly<Record<string, TextKey>> = {
  name: 'corner_name',
  header: 'corner_header',
  footer: 'corner_footer',
  comment: 'corner_comment',
  notes: 'corner_notes',
  footnote: 'corner_footnote',
  'text-box': 'corner_text_box',
  properties: 'corner_properties',
  annotation: 'corner_annotation',
  bookmark: 'corner_bookmark',
  'sheet-name': 'corner_sheet_name',
  master: 'corner_master',
};

/** '' where nothing is known of it. @param say text.ts's; a test says the words itself */
export function placeText(place: PlaceRecord, say: typeof text = text): string {
  const { entry = [], corner, page, slide, sheet, line, cell } = place;
  const key = corner !== undefined && Object.hasOwn(corners, corner) ? corners[corner] : undefined;
  return [
    entry.map(visibleText).join(' › '),
    key === undefined ? '' : say(key),
    page === undefined ? '' : say('place_page', String(page)),
    slide === undefined ? '' : say('place_slide', String(slide)),
    sheet === undefined ? '' : say('place_sheet', visibleText(sheet)),
    cell === undefined ? '' : say('place_cell', visibleText(cell)),
    line === undefined || cell !== undefined ? '' : say('place_line', String(line)),
  ]
    .filter((each) => each !== '')
    .join(say('place_joint'));
}
