import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = [...sourceFiles('proxy'), ...sourceFiles('shared'), ...sourceFiles('extension')];
const elsewhere = files.filter(({ name }) => !name.startsWith('proxy/platform/'));

/** The city's terminals are Windows machines: what differs between machines is in proxy/platform/. */
describe('nothing outside proxy/platform/ assumes POSIX', () => {
  it.each([
    ['accounts', /process\.(get|set|gete|sete)[ug]id\b|\bchown\(|\bumask\b/],
    ['permissions', /\bchmod(Sync)?\(/],
    ['places of one system', /['"`]\/(tmp|etc|usr|var|proc|dev|home|bin|opt)\b/],
    ['shells', /['"`](\/bin\/)?(ba)?sh['"`]\s*,/],
    ['signals that Windows has not', /SIG(HUP|USR1|USR2|CHLD|STOP|CONT|PIPE)\b/],
  ])('%s', (_, pattern) => {
    expect(elsewhere.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
  });
});
