/**
 * Attributes of XML in which people's words may stand: what may be chosen, prompts, names, instructions
 * of fields, conditions, descriptions. Which of hundreds of elements they stand in is not asked.
 */
import { unescapeXml } from '../xml-cursor.ts';

const attributes =
  /\s(?:[\w.-]{1,40}:)?([\p{L}_][\p{L}\p{N}_.-]{0,80})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gu;
/** Letters beyond ASCII, or as many digits as the shortest number has that says who somebody is. */
const spoken = /\P{ASCII}|\d(?:[ -]?\d){10}/u;
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
/** Fonts and styles, addresses of schemas, marks of who wrote when. */
const machine =
  /^(?:xmlns|ascii|hAnsi|eastAsia|cs|typeface|script|panose|pitchFamily|rsid\w*|uid|uri|i?d)$/i;

/** One line for each value, behind its name where that is a word of its own. @param known text that was given */
export function spokenAttributes(source: string, known: string): string {
  const lines = new Set<string>();
  for (const [, name = '', double, single] of source.matchAll(attributes)) {
    const raw = double ?? single ?? '';
    if (!spoken.test(raw) && !raw.includes('&#')) continue;
    const value = unescapeXml(raw);
    if (!spoken.test(value) || machine.test(name) || guid.test(value)) continue;
    if (known.length < mostCompared && known.includes(value)) continue;
    lines.add(/\P{ASCII}/u.test(name) ? `${name} ${value}` : value);
  }
  return [...lines].join('\n');
}

/** Characters: to look in more of them, for each value, takes too long. */
const mostCompared = 200_000;
