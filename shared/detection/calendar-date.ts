/** Whether a written date is a day of the calendar: `2023-02-29`, 昭和65年 and 一九八〇年十三月 are none. */

/** First and last year of each era in the western count. */
const eras: readonly (readonly [spelt: RegExp, from: number, to: number])[] = [
  [/^(?:明治|㍾|M)/i, 1868, 1912],
  [/^(?:大正|㍽|T)/i, 1912, 1926],
  [/^(?:昭和|㍼|S)/i, 1926, 1989],
  [/^(?:平成|㍻|H)/i, 1989, 2019],
  [/^(?:令和|㋿|R)/i, 2019, 2118],
];
const digitOf = new Map(
  [...'〇一二三四五六七八九'].flatMap((each, i) => [[each, i] as const, [String(i), i] as const]),
);
for (const [each, value] of [...'元壱弐参'].map((each, i) => [each, i === 0 ? 1 : i] as const))
  digitOf.set(each, value);
const tens: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 廿: 20, 卅: 30 };
const numeral = /\d+|[〇元一二三四五六七八九十廿卅壱弐参拾百千]+/g;

/** @param written year, month, day, in western years or an era, in digits or kanji; or eight digits */
export function isCalendarDate(written: string): boolean {
  const run = /^(\d{4})(\d\d)(\d\d)$/.exec(written);
  const [year, month, day] = (run?.slice(1) ?? written.match(numeral) ?? []).map(numberOf);
  // What is not read is not doubted.
  if (year === undefined || month === undefined || day === undefined) return true;
  const era = eras.find(([spelt]) => spelt.test(written));
  const western = era === undefined ? year : era[1] + year - 1;
  if (era !== undefined && (year < 1 || western > era[2])) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(western, month);
}

function lengthOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** `二十三` and `一九七五`; 千九百七十五 as well. */
function numberOf(text: string): number {
  let sum = 0;
  let last = 0;
  for (const each of text) {
    const ten = tens[each] ?? (each === '百' ? 100 : each === '千' ? 1000 : null);
    if (ten === null) last = last * 10 + (digitOf.get(each) ?? 0);
    else {
      sum += ten === 20 || ten === 30 ? ten : Math.max(last, 1) * ten;
      last = 0;
    }
  }
  return sum + last;
}
