/**
 * The characters of a text that count when copies are looked for: letters and digits, as they are
 * read and not as they are written. Width, case, voicing marks, spaces, line breaks, punctuation and
 * the long vowel mark are gone. What a character becomes never depends on its neighbours, so a run of
 * text is the same whatever stands around it.
 */
import { fold } from '../fold.ts';

const dropped = 0;
const unknown = -1;
const several = -2;

/** By UTF-16 code unit: what it becomes. Filled as characters are met: a text uses few. */
const known = new Int32Array(0x1_0000).fill(unknown);
const longer = new Map<string, readonly number[]>();
const mostLonger = 20_000;

/** Radicals that a PDF gives for the character itself, and Unicode's own folding leaves alone. */
const radicals: Readonly<Record<string, string>> = {
  '⺟': '母',
  '⺠': '民',
  '⺩': '王',
  '⺼': '月',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '見',
  '⻆': '角',
  '⻉': '貝',
  '⻋': '車',
  '⻑': '長',
  '⻓': '長',
  '⻔': '門',
  '⻘': '青',
  '⻛': '風',
  '⻝': '食',
  '⻢': '馬',
  '⻤': '鬼',
  '⻥': '魚',
  '⻦': '鳥',
  '⻨': '麦',
  '⻩': '黄',
  '⻫': '斉',
  '⻭': '歯',
  '⻯': '竜',
  '⻲': '亀',
};

/**
 * @param take one UTF-16 code unit of what counts
 * @param newLine after each line feed
 */
export function eachLetter(
  text: string,
  take: (code: number) => void,
  newLine: () => void = () => {},
): void {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) {
      newLine();
      continue;
    }
    let letter = known[unit] ?? dropped;
    if (letter === unknown) letter = learn(unit);
    if (letter > 0) take(letter);
    else if (letter === several) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? unit);
      for (const each of lettersOf(character)) take(each);
      at += character.length - 1;
    }
  }
}

function learn(unit: number): number {
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const letters = isHalf ? [] : lettersOf(String.fromCharCode(unit));
  const [first = dropped] = letters;
  const found = isHalf || letters.length > 1 ? several : first;
  known[unit] = found;
  return found;
}

function lettersOf(character: string): readonly number[] {
  const before = longer.get(character);
  if (before !== undefined) return before;
  const plain = radicals[character] ?? fold(character).text;
  const read = plain.normalize('NFKD').toLowerCase().normalize('NFKD');
  const counted = [...read]
    .filter((each) => /^[\p{L}\p{N}]$/u.test(each) && each !== 'ー')
    .join('');
  const letters = Array.from({ length: counted.length }, (_, at) => counted.charCodeAt(at));
  if (longer.size < mostLonger) longer.set(character, letters);
  return letters;
}
