import { expect, test } from 'vitest';
import { parseAuthority } from '../../../shared/destination/destination.ts';
import { decideServerName, type ServerName } from '../../../shared/policy/decide-server-name.ts';

const id = 'ABCD-EFGH-JKMN-PQRS';
const text = (name: string): ServerName => ({ text: name });

test.each<[string, string, ServerName, string | null]>([
  ['the host of the tunnel', 'city.example', text('city.example'), null],
  ['the same in capitals, with a dot', 'city.example', text('City.Example.'), null],
  ['an international name', '横手市.jp', text(new URL('http://横手市.jp').hostname), null],
  ['another host', 'city.example', text('other.example'), 'block other'],
  ['a sub-domain', 'city.example', text('www.city.example'), 'block other'],
  ['a name for an address', '203.0.113.5', text('city.example'), 'block other'],
  ['the address itself', '203.0.113.5', text('203.0.113.5'), null],
  ['what is no host', 'city.example', text('city..example'), 'block other'],
  ['no name, for a name', 'city.example', null, 'allow absent'],
  ['no name, for an address', '203.0.113.5', null, null],
  ['what cannot be read', '203.0.113.5', 'unreadable', 'block unreadable'],
])('%s', (_, host, named, expected) => {
  const parsed = parseAuthority(`${host}:443`);
  if (!parsed.ok) throw new Error(parsed.problem);
  for (const mode of ['enforce', 'observe'] as const) {
    const decide = (sniMismatch: 'block' | 'record') =>
      decideServerName({ sniMismatch, mode }, parsed.destination, named, id);
    const made = decide('block');
    const said = made && `${made.action} ${made.rule?.replace('intercept.sniMismatch/', '')}`;
    expect(said).toBe(expected);
    if (made !== null) expect(made.reason).toBe('host-mismatch');
    expect(decide('record')?.action).toBe(expected === null ? undefined : 'allow');
  }
});
