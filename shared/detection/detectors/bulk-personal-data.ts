/**
 * Personal data in bulk: a column of person names, a second personal column, and many distinct
 * persons. Lists of facilities, firms and officials are none.
 */
import { type Columns, readColumns } from '../columns.ts';
import {
  bounded,
  type Candidate,
  type Detector,
  type Surroundings,
  type TableOptions,
  type TableWatch,
} from '../detector.ts';
import { type TablePart, tablePart, textPart } from '../part.ts';
import { personLines } from '../person-lines.ts';
import { turnedTable } from '../turned-table.ts';

/** Rows from which the columns are read. */
const sampleRows = 500;
/** Characters of a sampled cell: longer ones are prose. */
const longestCell = 200;
const mostPersons = 100_000;

export const bulkPersonalData: Detector = {
  kind: 'bulk-personal-data',
  room: 200,
  digits: 0,
  led: null,
  cheap: /\d{3}-\d{4}|\d{10}|@|[年月]\s?\d|\d[-/.]\d/,
  inText: inLines,
  column: null,
  watchTable: watchTable,
  examples: {
    found: [
      {
        part: tablePart([
          ['氏名', '住所'],
          ...people(12, (name, at) => [name, `秋田県横手市中央町${at}-1`]),
        ]),
        why: 'names and addresses',
      },
      {
        part: tablePart(
          people(12, (name, at) => [String(at), name, `013-00${10 + at}`, '秋田県', '横手市']),
        ),
        why: 'without a header',
      },
      {
        part: tablePart([
          ['姓', '名', '生年月日'],
          ...people(15, (name, at) => [name.slice(0, 2), name.slice(2), `19${50 + at}-04-01`]),
        ]),
        why: 'names in two columns',
      },
      {
        part: textPart(
          people(12, (name, at) => [`${at} ${name} 013-86${10 + at} 横手市`]).join('\n'),
        ),
        why: 'lines of a PDF',
      },
    ],
    ignored: [
      {
        part: textPart(
          people(12, (name, at) => [`第${at}公民館 館長 ${name} 0182-32-10${10 + at}`]).join('\n'),
        ),
        why: 'lines with officials',
      },
      {
        part: tablePart([
          ['氏名', '住所'],
          ...people(5, (name, at) => [name, `横手市中央町${at}-1`]),
        ]),
        why: 'too few persons',
      },
      {
        part: tablePart([
          ['施設名', '管理者', '電話番号'],
          ...people(20, (name, at) => [`第${at}公民館`, name, `0182-32-10${10 + at}`]),
        ]),
        why: 'facilities and their officials',
      },
      {
        part: tablePart([['氏名', '備考'], ...people(20, (name) => [name, '出席'])]),
        why: 'names only',
      },
      {
        part: tablePart([
          ['議員名', '会派', '電話番号'],
          ...people(20, (name, at) => [name, '市民の会', `0182-32-20${10 + at}`]),
        ]),
        why: 'officials',
      },
    ],
  },
};

/** In tables the columns tell more. */
function inLines(text: string, { isTable, persons, from }: Surroundings): Candidate[] {
  const lines = isTable ? null : personLines(text.slice(from));
  if (lines === null || lines.persons < persons) return [];
  const { start, end, persons: count } = lines;
  return [
    {
      start: from + start,
      end: from + end,
      confidence: 0.65,
      count,
      masked: masked(count),
      value: '',
    },
  ];
}

export function masked(count: number): string {
  return `${count} 人分 / ${count} persons`;
}

function watchTable({ persons }: TableOptions): TableWatch {
  let sample: string[][] = [];
  let sampleNumbers: number[] = [];
  let columns: Columns | null = null;
  let isPerson: readonly boolean[] = [];
  let lastPerson = -1;
  let first = 1;
  const names = new Set<string>();

  const decide = () => {
    columns = readColumns(sample);
    const turned = hasPersons(columns) ? null : turnedTable(sample);
    if (turned !== null && hasPersons(readColumns(turned))) {
      columns = readColumns(turned);
      sample = turned;
      sampleNumbers = turned.map(() => sampleNumbers[0] ?? 1);
    }
    first = sampleNumbers[columns.header + 1] ?? 1;
    isPerson = columns.columns.map(({ role }) => role === 'person');
    lastPerson = isPerson.lastIndexOf(true);
    for (const row of sample.slice(columns.header + 1)) count(row);
    sample = [];
    sampleNumbers = [];
  };
  const count = (row: readonly string[]) => {
    if (names.size >= mostPersons || lastPerson < 0) return;
    let name = '';
    // A place for each column: names in other ones are other persons.
    for (let at = 0; at <= lastPerson; at++) {
      if (at > 0) name += ' ';
      if (isPerson[at] === true) name += (row[at] ?? '').trim();
    }
    name = name.trim();
    if (name !== '') names.add(name);
  };

  return {
    add({ rows, rowNumbers }: TablePart) {
      for (const [at, row] of rows.entries()) {
        if (columns !== null) count(row);
        else {
          sample.push(row.slice(0, 200).map((cell) => cell.slice(0, longestCell)));
          sampleNumbers.push(rowNumbers[at] ?? at + 1);
          if (sample.length >= sampleRows) decide();
        }
      }
    },
    finish() {
      if (columns === null) decide();
      const confidence = columns === null ? 0 : confidenceOf(columns);
      return names.size >= persons && confidence > 0
        ? { count: names.size, confidence, row: first, masked: masked(names.size) }
        : null;
    },
  };
}

const hasPersons = ({ columns }: Columns) => columns.some(({ role }) => role === 'person');

function confidenceOf({ columns }: Columns): number {
  const roles = new Set(columns.map(({ role }) => role));
  const person = columns.filter(({ role }) => role === 'person');
  if (person.length === 0) return 0;
  const headed = person.some((each) => each.headed);
  const second = [...roles].filter(
    (role) => role !== null && !['person', 'official', 'office', 'subject'].includes(role),
  );
  // What stands in the columns beside it: a firm beside a headed name is where that person works.
  const personal = second.length + (headed && roles.has('subject') ? 0.5 : 0);
  if (personal === 0) return 0;
  let confidence = headed ? 0.75 : 0.6;
  confidence += Math.min(0.2, (personal - 1) * 0.1);
  if (roles.has('subject')) confidence -= headed ? 0.1 : 0.3;
  // Where an officer is reached is published; when they were born or where they live is not.
  const isDirectory =
    roles.has('office') &&
    second.every((role) => ['phone', 'email', 'employer'].includes(role ?? ''));
  if (roles.has('official') || isDirectory) confidence -= 0.3;
  return bounded(confidence);
}

/** Invented persons for the examples. */
function people(count: number, row: (name: string, at: number) => string[]): string[][] {
  const given = ['一郎', '花子', '次郎', '桃子', '健太'];
  const family = ['佐藤', '鈴木', '高橋', '田中', '伊藤'];
  return Array.from({ length: count }, (_, at) =>
    row(`${family[at % 5]}${given[Math.floor(at / 5) % 5]}`, at),
  );
}
