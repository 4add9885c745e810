/**
 * Names of persons: a family name with a given name, or with 様, さん, 氏; what is written behind
 * 氏名 and below it. Names that are published with an office, and those of history, are none.
 */
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { plainKanji } from '../kanji-variants.ts';
import { type NameSpan, nameSpans } from '../name-scan.ts';
import { tablePart, textPart } from '../part.ts';
import { personal } from '../person-lines.ts';
import {
  isHistorical,
  isNameOfField,
  nameHeader,
  nameLabel,
  officeBefore,
  officeBehind,
  officeCell,
  privateBefore,
  publishedHeader,
  readingHeader,
  title,
} from '../person-words.ts';

const masked = '•• ••';
/** Without any of these in sight a candidate is dropped at once. */
const least = 0.6;

export const personName: Detector = {
  kind: 'person-name',
  digits: 0,
  led: null,
  cheap: /[々㐀-鿿]|[Nn]ame|NAME|[ァ-ヶー]{2} +[ァ-ヶー]{2}|ふりがな/,
  inText(text, { from, isTable, stands }) {
    return [...nameSpans(text), ...(stands(saysName) ? labelled(text) : [])]
      .filter(({ end }) => end > from)
      .flatMap((span) => candidate(text, span, isTable));
  },
  column: {
    judge: null,
    adjust,
  },
  watchTable: null,
  examples: {
    found: [
      { part: textPart('氏名：佐藤 一郎'), why: 'behind its label' },
      { part: textPart('髙橋﨑子様の件'), why: 'variants of kanji, with a title' },
      { part: textPart('伊藤さんから電話がありました。'), why: 'a family name with a title' },
      { part: textPart('フリガナ：タカハシ ナオミ'), why: 'a reading' },
      {
        part: tablePart([
          ['氏名', '出欠'],
          ['播磨虎之助', '出席'],
          ['柿崎 善次郎', '欠席'],
        ]),
        why: 'below its header',
      },
    ],
    ignored: [
      { part: textPart('横手市長 高橋 大は、次のように述べた。'), why: 'an official' },
      { part: textPart('鈴木町の道路工事'), why: 'a place' },
      { part: textPart('佐藤建設株式会社'), why: 'a firm' },
      { part: textPart('夏目漱石の作品を読む'), why: 'history' },
      { part: textPart('氏名を記入してください。'), why: 'no name' },
      {
        part: tablePart([
          ['施設名', '館長'],
          ['中央公民館', '佐藤 茂'],
        ]),
        why: 'an official in a list',
      },
    ],
  },
};

function candidate(text: string, span: NameSpan, isTable: boolean): Candidate[] {
  const { start, end, kind, form, isSpaced } = span;
  const isCell = isTable && isWholeCell(text, start, end);
  if (kind === 'cell' && !hasTitle(text, end)) return [];
  const name = text.slice(start, end);
  if (isNameOfField(name)) return [];
  let confidence = form;
  if (isSpaced) confidence += 0.1;
  const titled = hasTitle(text, end);
  if (kind === 'family' && !titled && !isCell && !isBehindBorder(text, start)) return [];
  if (titled) confidence += kind === 'cell' ? 0.45 : 0.3;
  const near = text.slice(Math.max(0, start - 30), start);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  const isLabelled = kind !== 'cell' && endsAsLabel.test(line) && nameLabel.test(line);
  if (isLabelled) confidence += kind === 'family' ? 0.25 : 0.35;
  if (
    /^ ?[(（](?:\d{1,3}歳?[)）、,]|[小中高]\d|満?\d{1,3}歳|享年|当時|[昭平大令][和成正])/u.test(
      text.slice(end, end + 8),
    )
  )
    confidence += 0.1;
  if (confidence < least && confidence >= 0.35 && kind === 'full' && isListed(text, span))
    confidence += 0.25;
  if (confidence < least && !isCell) return [];
  if (isPublished(text, span, line, isTable)) confidence -= 0.6;
  if (isHistorical(name) && !isLabelled) confidence -= 0.6;
  const value = plainKanji(name).replace(/ /g, '');
  return [{ start, end, confidence: bounded(confidence), masked, value }];
}

/** By itself between borders, in a line with something personal: one of a list. */
function isListed(text: string, { start, end }: NameSpan): boolean {
  if (!/^$|[\s,;、'"「（(●■・:>]/u.test(text.charAt(start - 1))) return false;
  if (!/^$|[\s,;、'"」（(<]/u.test(text.charAt(end))) return false;
  const from = Math.max(0, text.lastIndexOf('\n', start - 1) + 1, start - 100);
  const next = text.indexOf('\n', end);
  const to = Math.min(next < 0 ? text.length : next, end + 100);
  return personal.test(text.slice(from, to));
}

/** A family name alone is told by a label, and a label ends before it. */
const isBehindBorder = (text: string, start: number) =>
  start > 0 && /[\s:=/・「『]/u.test(text.charAt(start - 1));

/** Says at once that no label stands there. */
const endsAsLabel =
  /[:：=＝/・「『名前者人主表童徒児生民妻夫父母男女告員故メイナがなmeME)）先][\s]*$/u;

const hasTitle = (text: string, end: number) => title.test(text.slice(end, end + 5));

function isPublished(text: string, { start, end }: NameSpan, line: string, isTable: boolean) {
  if (officeBefore.test(line)) return !privateBefore.test(line);
  const behind = text.slice(end, end + 30).replace(title, '');
  if (officeBehind.test(behind)) return true;
  if (!isTable) return false;
  const rowStart = text.lastIndexOf('\n', start - 1) + 1;
  const rowEnd = text.indexOf('\n', end);
  return officeCell.test(text.slice(rowStart, rowEnd < 0 ? undefined : rowEnd));
}

function isWholeCell(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const behind = text
    .slice(end, end + 3)
    .replace(title, '')
    .charCodeAt(0);
  const isBorder = (code: number) => Number.isNaN(code) || code === 9 || code === 10;
  return isBorder(before) && isBorder(behind);
}

function adjust(confidence: number, { header }: ColumnFacts): number {
  if (header === '') return confidence;
  if (publishedHeader.test(header)) return bounded(confidence - 0.5);
  if (nameHeader.test(header)) return bounded(confidence + 0.5);
  return readingHeader.test(header) ? bounded(confidence + 0.2) : confidence;
}

/** Says at once that nothing is labelled so. */
const saysName = /name|フリガナ|ふりがな|名義/i;

/** In Latin letters, or in kana without a space: only what a label names. */
function labelled(text: string): NameSpan[] {
  return [...text.matchAll(inLetters)]
    .filter(({ 1: name = '' }) => isRead(name))
    .map(({ index, 0: whole, 1: name = '' }) => ({
      start: index + whole.length - name.length,
      end: index + whole.length,
      form: 0.3,
      kind: 'reading',
      isSpaced: false,
    }));
}

/** Latin letters that Japanese is written with. */
const isRead = (name: string) =>
  !/^[A-Z]/.test(name) ||
  /^(?:(?:[kstnhmrgzdbpfjc]?[hys]?|ts|w)[aiueo](?:h(?![aiueo]))?|n|[kstp](?=[kstpc])| |,)+$/i.test(
    name,
  );

const inLetters =
  /(?:(?<![A-Za-z])(?:[Ff]ull |[Cc]ustomer |[Yy]our )?(?:[Nn]ame|NAME)|フリガナ|ふりがな|カナ氏名|口座名義人?)["']?\s{0,3}[:：=]?[\s"']{0,4}([A-Z][A-Za-z]{1,14},? [A-Z][A-Za-z]{1,14}|[ァ-ヶー]{4,12}(?![ァ-ヶー ])|[ぁ-ん]{2,6} {1,3}[ぁ-ん]{2,6})(?![A-Za-z])/g;
