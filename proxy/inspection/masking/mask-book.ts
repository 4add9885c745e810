/** The parts of an xlsx that belong together: its strings, its sheets, and the order of calculation. */
import type { ValueIndex } from '../../../shared/masking/find-values.ts';
import { readFormats } from '../extractors/cell-format.ts';
import { unescapeXml } from '../xml-cursor.ts';
import { type Book, maskSheet } from './mask-sheet.ts';
import { apart, maskXml } from './mask-xml.ts';
import type { XmlPiece } from './xml-pieces.ts';

const stringsName = 'xl/sharedStrings.xml';
const stylesName = 'xl/styles.xml';
const chainName = 'xl/calcChain.xml';
export const sheetName = /^xl\/(?:worksheets|macrosheets|chartsheets|dialogsheets)\/[^/]+\.xml$/i;

/** Sources by name → those that change; null: the part is to be left out. */
export function maskBook(
  sources: ReadonlyMap<string, string>,
  values: ValueIndex,
): Map<string, string | null> {
  const changed = new Map<string, string | null>();
  const strings = sources.get(stringsName) ?? '';
  // Which of them stand side by side the cells say.
  const maskedStrings = maskXml(strings, values, { between: apart });
  const book: Book = {
    strings: stringsOf(strings),
    maskedStrings: stringsOf(maskedStrings),
    formats: readFormats(sources.get(stylesName) ?? ''),
  };
  const used = new Set<number>();
  const left = new Set<number>();
  let dropsFormulas = false;
  for (const [name, source] of sources) {
    if (!sheetName.test(name)) continue;
    const sheet = maskSheet(source, book, values);
    for (const each of sheet.used) used.add(each);
    for (const each of sheet.left) left.add(each);
    dropsFormulas ||= sheet.dropsFormulas;
    const whole = maskXml(sheet.xml, values, { skips: isOfCell });
    if (whole !== source) changed.set(name, whole);
  }
  const emptied = withoutStrings(maskedStrings, (at) => left.has(at) && !used.has(at));
  if (emptied !== strings) changed.set(stringsName, emptied);
  // It names cells with formulas; the program makes it anew.
  if (dropsFormulas && sources.has(chainName)) changed.set(chainName, null);
  return changed;
}

/** Looked at with its row, in mask-sheet.ts. */
function isOfCell({ kind, element, parent }: XmlPiece): boolean {
  if (kind !== 'text') return false;
  return (
    (parent === 'c' && (element === 'v' || element === 'f')) ||
    element === 'row' ||
    element === 'sheetData'
  );
}

const item = /<((?:\w+:)?)si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/\1si>)/g;

function stringsOf(source: string): string[] {
  return [...source.matchAll(item)].map(([, , inside = '']) =>
    [
      ...inside
        .replace(/<((?:\w+:)?)rPh[\s>][\s\S]*?<\/\1rPh>/g, '')
        .matchAll(/<((?:\w+:)?)t(?:\s[^>]*)?>([\s\S]*?)<\/\1t>/g),
    ]
      .map(([, , raw = '']) => unescapeXml(raw))
      .join(''),
  );
}

/** What no cell shows any more would still stand there. */
function withoutStrings(source: string, isGone: (at: number) => boolean): string {
  let at = -1;
  return source.replace(item, (whole, prefix: string) => {
    at += 1;
    return isGone(at) ? `<${prefix}si><${prefix}t></${prefix}t></${prefix}si>` : whole;
  });
}
