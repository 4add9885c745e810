import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../../proxy/inspection/extractors/csv.ts';
import { encoded, foundIn, individual, utf8 } from '../build-documents.ts';

const cellsOf = (text: string, delimiter = ',') =>
  [...csvRows(text, delimiter)].map(({ cells }) => cells);

describe('csv', () => {
  it.each([
    [
      'plain cells',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'Windows line ends',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quoted cells', '"a,b",c\n', [['a,b', 'c']]],
    ['doubled quotes', '"say ""ah""",c\n', [['say "ah"', 'c']]],
    [
      'line feeds in cells',
      '"a\nb",c\nd,e',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    [
      'a quote that never ends',
      '"a,b\nc,d',
      [
        ['"a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['an empty last cell', 'a,\n', [['a', '']]],
  ])('reads %s', (_, text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('counts the lines of rows with line feeds in them', () => {
    expect([...csvRows('"a\nb",c\nd,e\n', ',')].map(({ number }) => number)).toEqual([1, 3]);
  });

  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
  ])('finds a number under its header, separated by %s', async (_, delimiter) => {
    const rows = [
      ['連番', '氏名', '個人番号'],
      ['1', '関所太郎', individual()],
      ['2', '関所花子', ''],
    ];
    const bytes = encoded(rows.map((row) => row.join(delimiter)).join('\r\n'), 'SJIS');
    expect(await foundIn(bytes)).toEqual(['individual-number at {"line":2,"cell":"C2"}']);
  });

  it('finds a number with one digit in each cell', async () => {
    const row = `個人番号,${[...individual()].join(',')}`;
    const other = `備考,${'-,'.repeat(11)}-`;
    expect(await foundIn(utf8(`${other}\n${row}\n${other}\n`))).toEqual([
      'individual-number at {"line":2,"cell":"B2"}',
    ]);
  });

  it('tells many in one column as one finding', async () => {
    const bases = Array.from({ length: 40 }, (_, at) => String(31415926535 + at * 7919));
    const bytes = utf8(
      `番号A,値\n${bases.map((base, at) => `${individual(base)},${at}`).join('\n')}\n`,
    );
    const { inspect } = await import('../build-documents.ts');
    expect((await inspect(bytes)).findings).toMatchObject([
      { kind: 'individual-number', count: 40 },
    ]);
  });
});
