/**
 * Health, welfare, debts, violence, crime of a person who can be told: the word and the person (name,
 * Individual Number, date of birth) in one paragraph or one row. Statistics, leaflets, and what an
 * official says of them are none.
 */
import { bounded, type Candidate, type Detector, type Surroundings } from '../detector.ts';
import { individualNumberLabel } from '../individual-number-words.ts';
import { tablePart, textPart } from '../part.ts';
import { watchSensitiveTable } from '../sensitive-tables.ts';
import { cheapSensitive, groupOf, sensitiveWord } from '../sensitive-words.ts';
import { birthDate } from './birth-date.ts';
import { personName } from './person-name.ts';

/** So far apart, the word is not said of the person. */
const reach = 120;
/** Said in general, or to everybody. */
const general =
  /(?:方|者|人|児童|家庭|世帯)(?:は|が|を|に|の|への|で)(?:.{0,12})?(?:ください|お問い?合わ?せ|ご相談|対象(?:です|となり)|できます)|について(?:講演|説明|講義|研修|学[びぶ]|お話)|講[演座習師]|研修|セミナー|教室|キャンペーン|週間|ボランティア|サポーター|マニュアル|募集(?:し|中)/u;
const statistics = /\d[\d,.]*(?:人|件|%|％|世帯|名)(?:で|を|と|が|の|に|増|減)/u;

export const sensitivePersonalData: Detector = {
  kind: 'sensitive-personal-data',
  digits: 0,
  led: null,
  cheap: cheapSensitive,
  inText,
  column: null,
  watchTable: watchSensitiveTable,
  examples: {
    found: [
      { part: textPart('佐藤一郎さんは生活保護を受給している。'), why: 'a name and welfare' },
      { part: textPart('患者氏名：鈴木 花子　診断名：統合失調症'), why: 'a patient' },
      { part: textPart('滞納者 高橋 健二、滞納額 324,500円'), why: 'a debtor' },
      {
        part: tablePart([
          ['氏名', '病名'],
          ['後藤 進', '肺がん'],
          ['近藤 咲', '喘息'],
        ]),
        why: 'a column',
      },
    ],
    ignored: [
      { part: textPart('生活保護の受給世帯は512世帯となった。'), why: 'statistics' },
      { part: textPart('DV被害でお悩みの方は相談窓口へ。'), why: 'a leaflet' },
      {
        part: textPart('横手市長 高橋 大は、認知症サポーター養成講座で挨拶した。'),
        why: 'an official',
      },
      {
        part: tablePart([
          ['要介護度', '人数'],
          ['要介護1', '310'],
        ]),
        why: 'a table of numbers',
      },
    ],
  },
};

interface Person {
  readonly start: number;
  readonly end: number;
}

/** In tables the rows tell more. */
function inText(text: string, around: Surroundings): Candidate[] {
  if (around.isTable) return [];
  const words = [...text.matchAll(sensitiveWord)];
  if (words.length === 0) return [];
  const persons = personsIn(text, around);
  if (persons.length === 0) return [];
  return paragraphs(text).flatMap(({ start, end }) => {
    const own = words.filter(({ index }) => index >= start && index < end);
    const here = persons.filter((person) => person.start >= start && person.end <= end);
    if (own.length === 0 || here.length === 0 || end <= around.from) return [];
    const near = own.filter(({ index }) => here.some((person) => distance(person, index) <= reach));
    const [first] = near;
    if (first === undefined) return [];
    const paragraph = text.slice(start, end);
    let confidence = 0.75 + Math.min(0.15, (near.length - 1) * 0.05);
    if (general.test(paragraph)) confidence -= 0.4;
    if (statistics.test(paragraph) && near.length === 1) confidence -= 0.3;
    const group = groupOf(first)?.name ?? '';
    const count = numberOf(here, near);
    return [
      {
        start: first.index,
        end,
        confidence: bounded(confidence),
        masked: group,
        value: paragraph,
        count,
      },
    ];
  });
}

/** Who can be told here. A date of birth beside a name is the same person's. */
function personsIn(text: string, around: Surroundings): Person[] {
  const sure = around.of(personName).filter((each) => each.confidence >= 0.6);
  if (sure.length > 0) return sure;
  return [
    ...around.of(birthDate),
    ...[...text.matchAll(labelledNumber)].map(({ index, 0: word }) => ({
      start: index,
      end: index + word.length,
      confidence: 0.9,
    })),
  ].filter((each) => each.confidence >= 0.6);
}

const labelledNumber = new RegExp(
  `(?:${individualNumberLabel.source}|被保険者番号|住民票コ-?ー?ド|宛名番号)[^\\n\\d]{0,6}\\d[\\d -]{5,16}`,
  'giu',
);

/** Persons with a word of their own: each word belongs to who stands nearest. */
function numberOf(persons: readonly Person[], words: readonly RegExpMatchArray[]): number {
  const told = new Set(
    words.map(({ index = 0 }) =>
      persons.reduce(
        (best, each, at) =>
          distance(each, index) < distance(persons[best] ?? each, index) ? at : best,
        0,
      ),
    ),
  );
  return Math.max(1, told.size);
}

function distance({ start, end }: Person, at: number): number {
  return at < start ? start - at : Math.max(0, at - end);
}

/** Lines up to an empty one; long lines are sentences of one paragraph. */
function paragraphs(text: string): Person[] {
  const found: Person[] = [];
  let start = 0;
  for (const { index, 0: gap } of text.matchAll(/\n[\s\-=*─━]*\n/g)) {
    found.push({ start, end: index });
    start = index + gap.length;
  }
  found.push({ start, end: text.length });
  return found;
}
