import { describe, expect, it } from 'vitest';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

describe('a mail address', () => {
  it.each([
    'user\u200b@\u200bexample\u200b.com',
    'ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ',
    'Eメール: info@sub.domain.org',
    '"a.b+c"<a.b+c@city.yokote.lg.jp>;',
  ])('is found: %s', (text) => {
    expect(kindsIn(text)).toContain('email');
  });

  it.each([
    '@dates_by_month ||= (@participant.starts_on..@participant.finishes_on_by_status)',
    'number_to_currency(-@bill.withholding_tax(worked_on))',
    'user@foo.test',
    'メール: @example.com',
    'npm install @types/node@26.1.0',
  ])('is not: %s', (text) => {
    expect(kindsIn(text)).not.toContain('email');
  });

  it('shows the first letter and the domain, and no digits of either', () => {
    expect(masksIn('taro123456@example.com')).toEqual(['t•••@example.com']);
    expect(masksIn('123456789012@x1234567.com').join('')).not.toMatch(/\d{5}/);
  });
});
