/** The marks that are known, and how each is written. For folded text; PDF puts spaces anywhere. */

export interface Mark {
  /** Canonical: what the policy names as `mark:…`. */
  readonly name: string;
  readonly spelling: string;
  /** How much the word by itself says: 個人情報 is an everyday word, 部外秘 hardly is. */
  readonly weight: number;
}

const digits: Readonly<Record<string, string>> = {
  3: '(?:3|三|Ⅲ|III)',
  2: '(?:2|二|Ⅱ|II)',
  1: '(?:1|一|Ⅰ|I)',
};
const level = (name: string): Mark => ({
  name: `機密性${name}`,
  spelling: `機 ?密 ?性 ?(?:レベル|区分|分類|等級|は)? ?[:=_-]? ?${[...name].map((each) => digits[each] ?? each).join(' ?')}(?![0-9A-Z一二三Ⅰ-Ⅲ]|(?<=[一二三])\\p{Script=Han})`,
  weight: 0.3,
});
const taking = '持 ?(?:ち ?)?出 ?(?:し ?)?';

export const marks: readonly Mark[] = [
  ...['3A', '3B', '3C', '3', '2', '1'].map(level),
  { name: '極秘', spelling: '極 ?秘(?![裏密])', weight: 0.25 },
  { name: '厳秘', spelling: '厳 ?秘', weight: 0.3 },
  { name: '部外秘', spelling: '(?:部 ?外|関 ?係 ?者 ?外|[学校院] ?外) ?秘', weight: 0.3 },
  { name: '社外秘', spelling: '社 ?外 ?秘', weight: 0.3 },
  { name: '庁外秘', spelling: '[庁市町村県局課所] ?外 ?秘', weight: 0.3 },
  { name: '関係者限り', spelling: '関 ?係 ?者 ?(?:の ?み|限 ?り?)', weight: 0.2 },
  { name: '庁内限り', spelling: '[庁市局部課所署] ?内 ?限 ?り?', weight: 0.2 },
  {
    name: '取扱注意',
    spelling:
      '取 ?(?:り ?)?扱 ?(?:い ?)?(?:に ?)?(?:(?:厳 ?重|要) ?)?(?:に ?)?注 ?意(?! ?(?:事 ?項|点|書))',
    weight: 0.25,
  },
  {
    name: '持出禁止',
    spelling: `${taking}(?:を ?)?(?:(?:厳 ?)?禁(?: ?(?:止|ず ?る|じ))?|不 ?可)|禁 ?${taking}|もちだし ?禁止`,
    weight: 0.25,
  },
  {
    name: 'Top Secret',
    spelling: '(?<![a-z])top ?secret(?![a-z])',
    weight: 0.2,
  },
  {
    name: 'Confidential',
    spelling:
      '(?<![a-z])(?:(?:strictly|highly|company|business|private (?:and|&)|commercial in) )?confidential(?![a-z])',
    weight: 0.1,
  },
  {
    name: 'Internal Use Only',
    spelling:
      '(?<![a-z])(?:for )?internal ?(?:(?:use|distribution) ?)?only(?![a-z])|(?<=[【[(<《〔])internal(?=[】\\])>》〕])',
    weight: 0.25,
  },
  { name: '個人情報', spelling: '個 ?人 ?情 ?報', weight: 0 },
  {
    name: '秘',
    spelling:
      '㊙|マル秘|まる秘|丸秘|[〇○◯]秘(?!\\p{Script=Han})|(?<![極外マ丸厳る〇○◯\\p{Script=Han}])秘(?:(?! ?密)(?!\\p{Script=Han})|(?=扱い?|文書|資料))',
    weight: 0.1,
  },
  {
    name: '秘',
    spelling:
      '(?<!\\p{Script=Han})(?:秘 ?密|機 ?密)(?:(?=文書|資料|扱い?)|(?! ?[\\p{Script=Han}ぁ-ん]))',
    weight: 0,
  },
];

export const anyMark = new RegExp(marks.map(({ spelling }) => `(${spelling})`).join('|'), 'giu');

/** Something that stands in each of them. */
export const cheapMark =
  /機 ?密|秘|㊙|扱 ?い? ?に? ?(?:厳 ?重|要)? ?に? ?注 ?意|持 ?ち? ?出|もちだし|個 ?人 ?情 ?報|者 ?限|内 ?限|者 ?の ?み|confidential|internal|secret/i;

export function markOf(found: RegExpMatchArray): Mark {
  const at = found.findIndex((group, index) => index > 0 && group !== undefined);
  return marks[at - 1] as Mark;
}
