import { describe, expect, it } from 'vitest';
import { cabOf, rar5Of } from '../build-archives.ts';
import { individual, inspect, utf8, zipOf } from '../build-documents.ts';

const content = utf8(`個人番号 ${individual()}`);
const entries = [{ name: utf8('a.txt'), content }];
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600, 0x90)]);

describe('programs that unpack themselves', () => {
  it.each([
    ['rar', () => rar5Of(entries)],
    ['cab', () => cabOf(entries)],
    ['zip', () => zipOf({ 'a.txt': content })],
  ])('are read where they hold %s, but for the program', async (_, packed) => {
    const report = await inspect(Buffer.concat([program, await packed()]));
    expect(report).toMatchObject({ type: 'exe', inspected: 'partly', why: 'unknown-format' });
    expect(report.findings).toHaveLength(1);
  });

  it('are not clean without an archive', async () => {
    expect(await inspect(program)).toMatchObject({ inspected: false, why: 'unknown-format' });
  });
});
