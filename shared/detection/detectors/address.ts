/**
 * Addresses, down to the number in a town: 秋田県横手市例示町1-2, 横手市例示字見本3番地. Begins at numbers
 * that are written so, and looks back from there for the municipality.
 *
 *   住所：秋田県 横手市 例示町字見本 99番地1
 *         └── looked for backwards ──┘ └ found first
 */
import { bounded, type Candidate, type ColumnFacts, type Detector } from '../detector.ts';
import { municipalityBefore } from '../municipalities.ts';
import { tablePart, textPart } from '../part.ts';

const kanji = '〇一二三四五六七八九十百壱弐参';
/** 弐拾参 is how family registers write 23. */
const number = `(?:\\d{1,5}|[${kanji}][${kanji}千拾]{0,6})`;
const unit = '(?:丁目|丁|番町|番地の|番地|番|地割|条(?:[東西南北])?|号室|号|の|ノ|之|-|ー)';
/** `1-2-3`, `一丁目2番3号`, `999番地の1`, or a plain number. */
const numbers = new RegExp(
  `(?=[\\d${kanji}])(?<=[\\p{Script=Han}ぁ-んァ-ヶ々] ?)(?<!第)(?:${number} ?${unit} ?){1,5}(?:\\d{1,5}(?:号室?|番地?)?)?(?!\\d|[年月日]|線|議案)|(?=\\d)(?<=[\\p{Script=Han}ぁ-んァ-ヶ々])\\d{1,5}(?![\\d,.:/％%度年月日時分秒円件人名世帯戸回個台本頁歳才階枚点kKmM㎡㎞条項箇か所ヶカ番地校館週班区部区級台万億千億議次位円基棟室倍割台]|-\\d{6})`,
  'gu',
);
const prefecture =
  /(?:北海道|東京都|(?:京都|大阪)府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)/g;
const label =
  /(?:住 ?所|居 ?所|所在地?|本 ?籍地?|番地|宛先|送付先|転[入出居][先元]?|申請地|土地の表示|address)[^\n\t。]{0,12}$/iu;
const header = /住所|居所|所在地|本籍|ジュウショ|address/i;
/** Between the municipality and the number: a town, and no rule, office, or sentence. */
const town = /^[\p{Script=Han}ぁ-んァ-ヶー々]{0,22}$/u;
const noTown =
  /条例|告示|規則|規程|要綱|訓令|議案|予算|議会|役所|役場|市道|県道|国道|町道|号線|計画|世帯|人口|以[上下内]|から|まで|では|には|につ|による|です|ます|する|した|いる|ある|など|ほか|及び|または|年度?|月|令和|平成|昭和|第$|約$|計$|全$|各$|税|課|部$|学年?$|[はがをにで]$/u;
const lookBack = 45;

export const address: Detector = {
  kind: 'address',
  digits: 0,
  led: null,
  cheap: /[\p{Script=Han}ぁ-んァ-ヶ] ?\d|丁目|番地/u,
  inText(text, { from, isTable }) {
    return [...text.matchAll(numbers)].flatMap((match) => {
      const end = match.index + match[0].length;
      return end > from ? candidate(text, match.index, end, match[0], isTable) : [];
    });
  },
  column: { judge: null, adjust },
  watchTable: null,
  examples: {
    found: [
      { part: textPart('住所：秋田県横手市中央町99番98号'), why: 'with prefecture' },
      { part: textPart('横手市平鹿町浅舞字新堀998番地です。'), why: 'without prefecture' },
      { part: textPart('東京都千代田区架空町一丁目二番三号'), why: 'kanji numerals' },
      { part: textPart('横手市例示町３－１２－５'), why: 'full-width digits' },
      { part: textPart('横手市例示町弐拾参番地'), why: 'as family registers write' },
      {
        part: tablePart([
          ['番号', '住所'],
          ['1', '大仙市大曲見本町2-99'],
        ]),
        why: 'in a table',
      },
    ],
    ignored: [
      { part: textPart('横手市条例第12号を改正する。'), why: 'an ordinance' },
      { part: textPart('横手市の世帯数は33,512世帯である。'), why: 'statistics' },
      { part: textPart('国道13号は横手市内で通行止め。'), why: 'a road' },
      { part: textPart('横手市役所3階の会議室301'), why: 'a floor' },
    ],
  },
};

function candidate(
  text: string,
  numberAt: number,
  end: number,
  word: string,
  isTable: boolean,
): Candidate[] {
  const before = lineBefore(text, numberAt);
  const found = municipality(before);
  const isPlain = /^\d+$/.test(word);
  const says = text.slice(Math.max(0, numberAt - lookBack - 20), numberAt);
  const said = says.slice(says.lastIndexOf('\n') + 1);
  const isLabelled = label.test(
    found === null
      ? said.replace(/[\p{Script=Han}ぁ-んァ-ヶー]{1,12} ?$/u, '')
      : said.slice(0, said.length - found.length),
  );
  if (found === null) {
    const near = /[\p{Script=Han}ぁ-んァ-ヶー]{2,12} ?$/u.exec(before)?.[0] ?? '';
    if (
      isPlain ||
      /^\d+号室?$/.test(word) ||
      near === '' ||
      noTown.test(near) ||
      (!isLabelled && !isTable)
    )
      return [];
    const start = numberAt - near.length;
    const confidence = isLabelled ? 0.6 : 0.25;
    return [{ start, end, confidence, masked: '••••', value: text.slice(start, end) }];
  }
  const start = numberAt - found.length;
  let confidence = 0.3;
  if (found.prefecture) confidence += 0.25;
  if (found.municipality) confidence += 0.3;
  if (found.town.length >= 2) confidence += 0.1;
  else if (!found.prefecture) confidence -= 0.1;
  if (isPlain) confidence -= isEnd(text, end) && found.town.length >= 2 ? 0.1 : 0.3;
  if (isLabelled) confidence += 0.2;
  const masked = `${found.shown}••••`;
  const value = text.slice(start, end).replace(/ /g, '');
  return [{ start, end, confidence: bounded(confidence), masked, value }];
}

/** What stands before the number in its line, or its cell. */
function lineBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - lookBack), at);
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\t')) + 1);
}

interface Found {
  readonly prefecture: boolean;
  readonly municipality: boolean;
  readonly town: string;
  /** Characters from the beginning of the address to the number. */
  readonly length: number;
  /** Prefecture and municipality, which may be shown. */
  readonly shown: string;
}

/** The prefecture, or else the first municipality, from which on nothing but a place is written. */
function municipality(before: string): Found | null {
  for (const { index, 0: name } of before.matchAll(prefecture)) {
    const rest = before.slice(index + name.length);
    const ends = endOfMunicipality(rest);
    const behind = rest.slice(ends).replace(/ /g, '');
    if (!isTown(rest.replace(/ /g, ''), behind)) continue;
    const length = before.length - index;
    const shown = `${name}${rest.slice(0, ends).trim()}`;
    return { prefecture: true, municipality: ends > 0, town: behind, length, shown };
  }
  for (let at = 1; at < before.length; at++) {
    if (!'市区町村'.includes(before.charAt(at))) continue;
    const length = municipalityBefore(before, at + 1);
    if (length === 0) continue;
    const start = at + 1 - length;
    const rest = before.slice(start);
    const ends = endOfMunicipality(rest);
    const behind = rest.slice(ends).replace(/ /g, '');
    if (!isTown(rest.replace(/ /g, ''), behind) || behind === '') continue;
    return {
      prefecture: false,
      municipality: true,
      town: behind,
      length: rest.length,
      shown: rest.slice(0, ends).trim(),
    };
  }
  return null;
}

const isTown = (whole: string, behind: string) =>
  town.test(behind) && whole.length <= 32 && !noTown.test(behind);

/** Of `横手市`, `中新川郡上市町`, `札幌市北区` at the beginning. */
function endOfMunicipality(text: string): number {
  let last = 0;
  for (let at = 1; at < Math.min(text.length, 16); at++) {
    if (!'市区町村'.includes(text.charAt(at))) continue;
    const length = municipalityBefore(text, at + 1);
    const gap = at + 1 - length - last;
    if (length === 0 || gap > 6) continue;
    // Behind a city only a ward goes on; a town behind it is a part of it.
    if (last > 0 && (text.charAt(at) !== '区' || text.charAt(last - 1) !== '市')) break;
    if (gap > 0 && !/^ ?(?:[^市区町村]{1,5}郡)?$/u.test(text.slice(last, last + gap))) break;
    last = at + 1;
  }
  return last;
}

function isEnd(text: string, end: number): boolean {
  return /^$|[\s、。，,）)」]/u.test(text.charAt(end));
}

function adjust(confidence: number, facts: ColumnFacts): number {
  return header.test(facts.header) ? bounded(confidence + 0.4) : confidence;
}
