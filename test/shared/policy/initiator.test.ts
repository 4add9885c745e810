import { expect, test } from 'vitest';
import {
  type AskingPage,
  compileInitiators,
  isAskedFor,
  readInitiator,
} from '../../../shared/policy/initiator.ts';

const map = { initiators: ['maps.example', 'https://.city.example:8443'] };

test.each<[string, AskingPage, boolean]>([
  ['a page of the site', { initiator: 'https://www.maps.example/a?b#c' }, true],
  ['a host of the site', { initiator: 'maps.example' }, true],
  ['a page of another site', { initiator: 'https://maps.example.evil.example/' }, false],
  ['a page by scheme and port', { initiator: 'https://city.example:8443/' }, true],
  ['a page on another port', { initiator: 'https://city.example/' }, false],
  ['a page by another scheme', { initiator: 'http://city.example:8443/' }, false],
  ['what a person opens', { initiator: null }, false],
  ['what nobody is said to ask for', {}, false],
  ['what cannot be read', { initiator: 'https://[[/' }, false],
  ['a page without a host', { initiator: 'about://blank' }, false],
  ['what nobody can tell', { initiatorUnseen: true }, true],
])('%s', (_, asking, expected) => {
  expect(isAskedFor(compileInitiators(map), readInitiator(asking))).toBe(expected);
});

test('anybody may ask where nothing is written', () => {
  expect(isAskedFor(compileInitiators({}, {}), readInitiator({ initiator: null }))).toBe(true);
});

test('list and entry must both hold', () => {
  const groups = compileInitiators(map, { initiators: ['www.maps.example'] });
  const asks = (initiator: string) => isAskedFor(groups, readInitiator({ initiator }));
  expect([asks('www.maps.example'), asks('maps.example')]).toEqual([true, false]);
});

test('refuses what checkInitiators would have refused', () => {
  expect(() => compileInitiators({ initiators: ['*.example'] })).toThrow();
});
