/** What the columns of a table hold: by their headers, and by their values where there are none. */
import { fold } from './fold.ts';
import {
  isLikelyPersonName,
  isSurname,
  mayBeGivenName,
  mayBePersonName,
  surnameForm,
} from './surnames.ts';

/**
 * `person`: names of persons. `official`: names that are published with an office. `office`: what
 * office a person holds. `subject`: the table is about facilities, firms or places. The others say
 * something about a person.
 */
export type Role =
  | 'person'
  | 'official'
  | 'office'
  | 'subject'
  | 'postal-code'
  | 'address'
  | 'phone'
  | 'email'
  | 'birth-date'
  | 'gender'
  | 'age'
  | 'employer'
  | 'number';

export interface Column {
  readonly role: Role | null;
  /** Named by a header, not only by its values. */
  readonly headed: boolean;
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Index of the header row, or -1. */
  readonly header: number;
}

const headers: readonly (readonly [Role, RegExp])[] = [
  [
    'official',
    /代表|管理者|責任者|担当|理事|議員|委員|役員|首長|知事|市長|町長|村長|校長|園長|所長|施設長|院長|館長|会長|社長|開設者|設置者|経営者|許可業者|監督|著者|作者|講師|選手|候補|議席|会派|党派|政党|当選|任期|(?:主催|運営|実施|提供|発行|編集|撮影|作成|制作|製作|設計|施工|製造|販売|生産|出品|寄贈|受賞|出演|講演|発表)者/,
  ],
  [
    'subject',
    /(?:施設|法人|事業所|店舗?|学校|病院|医療機関|団体|企業|商号|提出者|銘柄|避難[所先場]?|駅|公園|路線|河川|観測所|局|バス停|地点|場所|建物|文化財|イベント|サ-ビス|商品|品目|町字|大字|市区?町村|都道府県|自治体)(?:等)?(?:の)?(?:正式|通称)?(?:名|名称|コ-ド)|^.{0,6}(?:事業者|業者|工事店|組合)(?:名|名称)?$|^(?:正式)?名称|^title$|facility|company_?code|corporatenumber/i,
  ],
  ['office', /^(?:職名|役職名?|役名|官職名?|肩書き?|補職名?|job ?title|position)$/i],
  [
    'person',
    /^(?:.{0,4}(?:氏名|姓名|お名前|名前|フルネ-ム|世帯主|申請者|申込者|受給者|対象者|患者|児童|生徒|園児|住民|被保険者|納税者|利用者|会員|職員|社員|保護者|本人|宛名|カナ氏名|名義人|届出人|相続人|納税者|[\p{Script=Han}]{1,4}者)(?:名|氏名)?様?(?:[(（_・ ].*)?|姓|名|氏|(?:フリガナ|ふりがな|カナ|よみ|読み)?[(（]?(?:姓|名|セイ|メイ|せい|めい|シメイ|しめい|ナマエ)[)）]?(?:[(（ _]?(?:カナ|かな)[)）]?)?|フリガナ|ふりがな|カナ|(?:user|full|first|last|family|given|person|customer|employee|staff|contact|display|member|patient|student|resident)[-_ ]?name(?:_?kana)?|name|cn|sei|mei|shimei|surname|forename)(?:[-_ ](?:kana|kanji|hiragana|katakana|romaji|roman|ja|jp))?$/iu,
  ],
  ['employer', /会社|勤務先|所属|職場|employer|company|学校|学年|クラス/i],
  ['birth-date', /生年月日|誕生日|birth/i],
  ['postal-code', /郵便番号|〒|zip|post(?:al)?_?code/i],
  ['address', /住所|ジュウショ|居所|所在地|番地|address|本籍/i],
  ['phone', /電話|デンワ|携帯|ケ-タイ|連絡先|tel|phone|fax/i],
  ['email', /メ-ル|mail/i],
  ['gender', /^(?:性別|sex|gender)$/i],
  ['age', /^(?:年齢|年令|age)$/i],
  [
    'number',
    /個人番号|マイナンバ|口座|免許|保険|年金|旅券|カ-ド番号|職員番号|社員番号|学籍|世帯番号|宛名番号|血液型|障害|収入|所得|税額|課税|納付|滞納|病名|接種|受診|[健検]診|診断|介護|給付|支給|扶養|続柄|国籍|在留|アレルギ/,
  ],
];

const values: readonly (readonly [Role, (cell: string) => boolean])[] = [
  ['email', (cell) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell)],
  [
    'phone',
    (cell) =>
      /^(?:\+81[- ]?|0)\d{1,4}[-( ]?\d{1,4}[-) ]?\d{3,4}$/.test(cell) && /^.{9,16}$/.test(cell),
  ],
  ['postal-code', (cell) => /^〒?\d{3}-\d{4}$/.test(cell)],
  ['birth-date', (cell) => isBirthDate(cell)],
  [
    'address',
    (cell) =>
      /^(?:北海道|東京都|(?:大阪|京都)府|.{2,3}県)/.test(cell) ||
      /^.{1,6}[市区郡].{1,12}[町村区丁目\d]/.test(cell),
  ],
  ['gender', (cell) => /^(?:男|女|男性|女性|male|female)$/i.test(cell)],
  [
    'subject',
    (cell) =>
      /株式会社|有限会社|合同会社|(?:センター|公民館|小学校|中学校|高校|公園|病院|保育園|避難所|神社|[店館園駅寺])$/.test(
        cell,
      ),
  ],
  ['person', isLikelyPersonName],
];

export function readColumns(rows: readonly (readonly string[])[]): Columns {
  const width = rows.slice(0, 200).reduce((most, row) => Math.max(most, row.length), 0);
  const header = rows.slice(0, 5).findIndex(isHeader);
  const body = rows.slice(header + 1);
  const columns = Array.from({ length: Math.min(width, 200) }, (_, at): Column => {
    const cells = body.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
    const headed = header < 0 ? null : headerRole(rows[header]?.[at] ?? '');
    if (headed !== null) return { role: fits(headed, cells) ? headed : null, headed: true };
    const role = valueRole(cells);
    const isOther = role === 'birth-date' && header >= 0 && isOtherDate(rows[header]?.[at] ?? '');
    return { role: isOther ? null : role, headed: false };
  });
  return { columns: header < 0 ? withSplitNames(columns, body) : columns, header };
}

/** Without a header: family names in one column, given names in the next. */
function withSplitNames(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly Column[] {
  if (columns.some(({ role }) => role === 'person' || role === 'subject')) return columns;
  const cellsOf = (at: number) =>
    rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
  const family = columns.findIndex((column, at) => {
    if (column.role !== null || columns[at + 1]?.role !== null) return false;
    const [cells, next] = [cellsOf(at), cellsOf(at + 1)];
    return (
      cells.length >= 3 &&
      (cells.filter((cell) => surnameForm(cell) === 2).length >= cells.length * 0.4 ||
        cells.filter(isSurname).length >= cells.length * 0.7) &&
      cells.filter(mayBePersonName).length >= cells.length * 0.9 &&
      next.filter(mayBeGivenName).length >= cells.length * 0.9
    );
  });
  if (family < 0) return columns;
  return columns.map((column, at) =>
    at === family || at === family + 1 ? { role: 'person', headed: false } : column,
  );
}

/** A date that the header names, and not as one of birth. */
function isOtherDate(header: string): boolean {
  return /^[^\d]*(?:日付?|日時|date)$/i.test(header.trim()) && !/生|誕|birth/i.test(header);
}

/** A row of words in which at least two columns, or all, are named. */
function isHeader(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  if (filled.length === 0 || filled.some((cell) => /\d{4}|@/.test(cell))) return false;
  const named = filled.filter((cell) => headerRole(cell) !== null || isOtherDate(cell)).length;
  return named >= Math.min(2, filled.length);
}

function headerRole(cell: string): Role | null {
  const name = fold(cell.trim().normalize('NFKC'))
    .text.replace(/ー/g, '-')
    // Headers are spaced out to fill their cell: 氏　名.
    .replace(/"|(?<=[^\x20-\x7e])\s+(?=[^\x20-\x7e])/g, '');
  if (name.length > 30) return null;
  return headers.find(([, words]) => words.test(name))?.[0] ?? null;
}

/** A header is believed where the values do not contradict it. */
function fits(role: Role, cells: readonly string[]): boolean {
  if (role !== 'person') return true;
  const names = cells.filter((cell) => mayBePersonName(cell) || isSurname(cell)).length;
  return names >= cells.length * 0.6;
}

function valueRole(cells: readonly string[]): Role | null {
  if (cells.length < 3) return null;
  for (const [role, test] of values) {
    const fitting = cells.filter(test).length;
    // Not every family name is in the table of frequent ones.
    if (fitting >= cells.length * (role === 'person' ? 0.4 : role === 'subject' ? 0.5 : 0.7)) {
      return role;
    }
  }
  return null;
}

function isBirthDate(cell: string): boolean {
  const year = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell)?.[1];
  if (year !== undefined) return Number(year) >= 1900 && Number(year) <= 2015;
  const inKanji =
    /^(?:明治|大正|昭和|平成)[元一二三四五六七八九十廿壱弐参拾]{1,3}年[一二三四五六七八九十廿壱弐参拾]{1,3}月[一二三四五六七八九十廿壱弐参拾]{1,3}日$/;
  return (
    inKanji.test(cell) ||
    /^(?:明治|大正|昭和|平成|[MTSH])\d{1,2}[.年/-]\d{1,2}[.月/-]\d{1,2}日?$/.test(cell)
  );
}
