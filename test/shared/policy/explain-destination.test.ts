import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { explainDestination } from '../../../shared/policy/explain-destination.ts';
import { readPolicy } from '../../support/decision-rows.ts';

const at = Date.parse('2026-11-24T10:00:00+09:00');
const city = compilePolicy(readPolicy('city'));

function destination(url: string) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.destination;
}

describe('explainDestination', () => {
  const explain = (url: string, user: string | null = null) =>
    explainDestination(
      city,
      { destination: destination(url), user, unit: null, terminal: null, at },
      7,
    );

  test('tells the winner first and what the others lost by', () => {
    expect(explain('https://nested.example/private/forms/1?q#f')).toEqual({
      action: 'allow',
      reason: 'entry',
      rule: 'stopped/nested.example/private/forms',
      clause: '7-6',
      url: 'https://nested.example/private/forms/1?q',
      host: 'nested.example',
      list: 'stopped',
      owner: '情報政策課',
      listReason: '不正通信の監視',
      matched: [
        { rule: 'stopped/nested.example/private/forms', action: 'allow', lostBy: null },
        { rule: 'work/nested.example', action: 'allow', lostBy: 'longer-path' },
        { rule: 'stopped/nested.example/private', action: 'block', lostBy: 'longer-path' },
      ],
      copies: [],
      shortener: false,
      revision: 7,
    });
  });

  test('names the milder action on a tie', () => {
    expect(explain('https://both.example/').matched.map(({ lostBy }) => lostBy)).toEqual([
      null,
      'milder-action',
      'milder-action',
    ]);
  });

  test('has no entry where a zone is closed or nobody is known', () => {
    expect(explain('http://10.1.2.3/')).toMatchObject({ reason: 'zone-closed', matched: [] });
    expect(explain('https://go.jp/', 'yamada')).toMatchObject({
      reason: 'unknown-user',
      list: null,
    });
  });

  test('shows each page of a chain of copies, and the list of the one that decided', () => {
    const url =
      'https://translate.google.com/?u=https%3A%2F%2Fweb.archive.org%2Fweb%2F2020%2Fhttps%3A%2F%2Fbad.open.example%2F';
    const asked = { destination: destination(url), user: null, unit: null, terminal: null, at };
    const explained = explainDestination(compilePolicy(readPolicy('copies')), asked, null);
    expect(explained).toMatchObject({
      action: 'block',
      reason: 'embedded-copy',
      rule: 'work/bad.open.example',
      list: 'work',
      matched: [{ rule: 'copies/google.com' }],
      copies: [
        { url: 'https://web.archive.org/web/2020/https://bad.open.example/', action: 'allow' },
        {
          url: 'https://bad.open.example/',
          action: 'block',
          reason: 'entry',
          matched: [
            { rule: 'work/bad.open.example', lostBy: null },
            { rule: 'work/open.example', lostBy: 'longer-host' },
          ],
        },
      ],
    });
  });

  test('says where the original cannot be told', () => {
    const asked = {
      destination: destination('https://archive.ph/AbCdE'),
      user: null,
      unit: null,
      terminal: null,
    };
    const explained = explainDestination(
      compilePolicy(readPolicy('copies')),
      { ...asked, at },
      null,
    );
    expect(explained).toMatchObject({
      reason: 'embedded-copy',
      rule: null,
      list: null,
      copies: [{ url: null, action: 'block' }],
    });
  });

  test.each([
    ['https://bit.ly/abc', true],
    ['https://www.tinyurl.com/abc', true],
    ['https://notbit.ly.example/', false],
  ])('knows whether %s only leads elsewhere', (url, expected) => {
    expect(explain(url).shortener).toBe(expected);
  });
});
