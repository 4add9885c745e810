import { expect, test } from 'vitest';
import { parseAuthority } from '../../../shared/destination/destination.ts';
import { type CompiledEntry, plainEntry } from '../../../shared/policy/compile-lists.ts';
import { compileInitiators } from '../../../shared/policy/initiator.ts';
import { judgeHost } from '../../../shared/policy/judge-entries.ts';
import { compileZones } from '../../../shared/policy/zones.ts';
import { noPolicyServices } from '../../../shared/posting/recognise.ts';

const tunnel = parseAuthority('www.example.jp:443');
if (!tunnel.ok) throw new Error(tunnel.problem);
const zones = compileZones({ closed: [] });
const blocked = {
  default: 'block',
  policyServices: noPolicyServices,
  schemes: 'web',
  zones,
} as const;
const asked = { destination: tunnel.destination, at: 0 };
const allow = (text: string) => plainEntry(text, 'allow', 'list');
const block = (text: string) => plainEntry(text, 'block', 'list');

test.each([
  ['nothing: the default', [], 'block', null, false],
  ['a host', [allow('example.jp')], 'allow', null, false],
  [
    'a host with a path that acts alike',
    [allow('example.jp'), allow('example.jp/x')],
    'allow',
    null,
    false,
  ],
  ['a path alone', [allow('example.jp/x')], 'block', 'list/example.jp/x', false],
  [
    'a path that loses to the host',
    [allow('www.example.jp'), block('example.jp/x')],
    'allow',
    null,
    false,
  ],
  [
    'a path that wins',
    [allow('example.jp'), block('www.example.jp/x')],
    'allow',
    'list/www.example.jp/x',
    false,
  ],
  ['a query', [allow('example.jp'), block('example.jp?x')], 'allow', 'list/example.jp?x', false],
  ['one scheme alone', [allow('https://example.jp')], 'allow', 'list/https://example.jp', true],
  [
    'the other scheme by name',
    [allow('example.jp'), block('wss://www.example.jp')],
    'allow',
    'list/wss://www.example.jp',
    false,
  ],
  [
    'a scheme that no tunnel carries',
    [block('http://www.example.jp'), allow('example.jp')],
    'allow',
    null,
    false,
  ],
] as const)('judgeHost by %s', (_, entries, action, rule, byDefaultOnly) => {
  const made = judgeHost(entries, asked, ['https', 'wss'], blocked, true);
  expect([made.judgement.action, made.dependsOn?.rule ?? null, made.byDefaultOnly]).toEqual([
    action,
    rule,
    byDefaultOnly,
  ]);
});

test('judgeHost depends on who asks, where that can be seen', () => {
  const cdn = {
    ...allow('example.jp'),
    initiators: compileInitiators({ initiators: ['a.example'] }),
  };
  const seen = (canOpen: boolean) => judgeHost([cdn], asked, ['https', 'wss'], blocked, canOpen);
  expect(seen(true).dependsOn?.rule).toBe('list/example.jp');
  expect(seen(false)).toMatchObject({
    judgement: { action: 'allow', initiatorUnseen: true },
    dependsOn: null,
  });
  const lost = [cdn, allow('www.example.jp')];
  expect(judgeHost(lost, asked, ['https'], blocked, true).dependsOn).toBeNull();
});

test('judgeHost depends on what a request does, where an entry opens reading alone', () => {
  const read = (text: string) => ({ ...allow(text), readOnly: true });
  const rule = (entries: CompiledEntry[], canOpen = true) =>
    judgeHost(entries, asked, ['https', 'wss'], blocked, canOpen).dependsOn?.rule;
  expect(rule([read('example.jp')])).toBe('list/example.jp');
  expect(rule([read('example.jp')], false)).toBeUndefined();
  expect(rule([allow('example.jp'), read('example.jp/x')])).toBe('list/example.jp/x');
  expect(rule([allow('example.jp'), read('example.jp/x')], false)).toBeUndefined();
  expect(rule([allow('www.example.jp'), read('example.jp/x')])).toBeUndefined();
});
