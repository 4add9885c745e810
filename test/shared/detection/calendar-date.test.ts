import { expect, test } from 'vitest';
import { isCalendarDate } from '../../../shared/detection/calendar-date.ts';

test.each([
  ['1987-06-05', true],
  ['1996/02/29', true],
  ['2000年2月29日', true],
  ['1900年2月29日', false],
  ['1997-02-29', false],
  ['1988.11.31', false],
  ['1988-00-12', false],
  ['1988-12-00', false],
  ['19880631', false],
  ['19880630', true],
  ['昭和64年1月7日', true],
  ['昭和65年1月7日', false],
  ['昭和元年12月25日', true],
  ['大正16年3月3日', false],
  ['平成31年4月30日', true],
  ['平成32年4月30日', false],
  ['R6.2.29', true],
  ['R7.2.29', false],
  ['S55.13.1', false],
  ['昭和弐拾壱年拾弐月参日', true],
  ['昭和五十五年六月三十一日', false],
  ['一九七五年三月十日', true],
  ['一九七五年二月三十日', false],
  ['千九百七十五年三月十日', true],
  ['令和八年度', true],
])('%s is a day of the calendar: %s', (written, is) => {
  expect(isCalendarDate(written)).toBe(is);
});
