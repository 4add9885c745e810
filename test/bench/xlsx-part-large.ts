/** A workbook of about 10 MB as a city keeps one: seeded, so that two runs compare. */
import { utf8, zipOf } from '../proxy/inspection/build-documents.ts';

const places = [
  '中央町',
  '田中町',
  '平和町',
  '駅前町',
  '前郷',
  '婦気大堤',
  '条里',
  '旭川',
  '大町',
  '四日町',
];
const states = ['受付', '審査中', '決定', '却下', '保留', '取下げ'];
const words = [
  '工事',
  '補助金',
  '道路',
  '施設',
  '備品',
  '委託',
  '点検',
  '更新',
  '契約',
  '予算',
  '見積',
  '納品',
];

/** A sheet of so many rows: half of its cells are shared strings, half are numbers and dates. */
export async function largeWorkbook(rows: number, seed = 20_261_129): Promise<Uint8Array> {
  let state = seed;
  const random = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const strings = new Map<string, number>();
  const shared = (text: string) => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const lines: string[] = [];
  for (let row = 1; row <= rows; row++) {
    const texts = [
      `第${random(1_000_000)}号`,
      `${pick(words)}${pick(words)}業務（${pick(words)}その${random(400)}）`,
      `横手市${pick(places)}${1 + random(60)}番${1 + random(30)}号`,
      pick(states),
      `${pick(words)}に伴う${pick(words)}の${pick(words)}について、${pick(places)}地区の${random(90_000)}件を確認`,
    ];
    const numbers = [
      random(100_000_000),
      44_000 + random(2000),
      random(10_000) / 100,
      random(50),
      random(1_000_000),
    ];
    const cells = [
      ...texts.map(
        (text, at) => `<c r="${'ABCDE'[at]}${row}" s="1" t="s"><v>${shared(text)}</v></c>`,
      ),
      ...numbers.map(
        (value, at) => `<c r="${'FGHIJ'[at]}${row}" s="${at === 1 ? 2 : 0}"><v>${value}</v></c>`,
      ),
    ];
    lines.push(`<row r="${row}" spans="1:10" ht="18.75" customHeight="1">${cells.join('')}</row>`);
  }
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const items = [...strings.keys()].map(
    (text) => `<si><t>${text}</t><phoneticPr fontId="1"/></si>`,
  );
  return zipOf({
    '[Content_Types].xml': utf8(
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ),
    'xl/workbook.xml': utf8(
      `${head}<workbook xmlns="${main}" xmlns:r="r"><sheets><sheet name="事業一覧" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': utf8(
      `${head}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/styles.xml': utf8(
      `${head}<styleSheet xmlns="${main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': utf8(`${head}<sst xmlns="${main}">${items.join('')}</sst>`),
    'xl/worksheets/sheet1.xml': utf8(
      `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    ),
  });
}
