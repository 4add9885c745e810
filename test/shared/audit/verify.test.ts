import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../proxy/record/sha256.ts';
import { genesis, nextHash, storedLine } from '../../../shared/audit/chain.ts';
import type { AuditRecord } from '../../../shared/audit/record.ts';
import { createLogVerifier, type Verification } from '../../../shared/audit/verify.ts';
import { changeRecord, decisionRecord, outcomeRecord } from '../../support/audit-records.ts';

function chainOf(records: object[], terminal = 't-1'): string[] {
  let previous = genesis;
  return records.map((record, index) => {
    const json = JSON.stringify(record);
    const hash = nextHash(sha256, previous, terminal, index + 1, json);
    const line = storedLine(terminal, index + 1, previous, hash, json);
    previous = hash;
    return line;
  });
}

const sound: AuditRecord[] = [
  decisionRecord(1),
  outcomeRecord(1),
  changeRecord(2),
  decisionRecord(3),
  outcomeRecord(3),
];

function verify(lines: (string | null)[], lastIsWhole = true): Verification {
  const verifier = createLogVerifier(sha256);
  lines.forEach((text, index) => {
    verifier.line(text, index + 1, lastIsWhole || index < lines.length - 1);
  });
  return verifier.end();
}

function said(problems: Verification['problems']): string[] {
  return problems.map(({ code, seq, line }) => [code, seq, line].filter(Boolean).join(' '));
}

describe('createLogVerifier', () => {
  it('finds that a sound log holds', () => {
    expect(verify(chainOf(sound))).toEqual({
      records: 5,
      terminals: [{ terminal: 't-1', records: 5, first: 1, last: 5 }],
      holds: true,
      problems: [],
      warnings: [],
    });
  });

  it('finds that an empty log holds', () => {
    expect(verify([])).toMatchObject({ records: 0, terminals: [], holds: true });
  });

  it('keeps the logs of two terminals apart, also where their lines alternate', () => {
    const other = chainOf(sound, 't-2');
    const lines = chainOf([changeRecord(7), changeRecord(8)]).flatMap((line, i) => [
      line,
      other[i] ?? '',
    ]);
    expect(verify(lines)).toMatchObject({ holds: true, records: 4 });
  });

  it.each<[string, (lines: string[]) => (string | null)[], string[]]>([
    [
      'a changed record',
      (lines) => lines.with(1, (lines[1] ?? '').replace('"status":200', '"status":500')),
      ['broken-hash 2 2'],
    ],
    [
      'a key that was put in',
      (lines) => lines.with(1, (lines[1] ?? '').replace('"status":200', '"status":200,"x":1')),
      ['broken-hash 2 2'],
    ],
    [
      'a record that was put anew with a hash of its own',
      (lines) => {
        const json = JSON.stringify(outcomeRecord(1, { bytesUp: 1 }));
        const { previous } = JSON.parse(lines[1] ?? '');
        const hash = nextHash(sha256, previous, 't-1', 2, json);
        return lines.with(1, storedLine('t-1', 2, previous, hash, json));
      },
      ['broken-chain 3 3'],
    ],
    ['a record that was taken out', (lines) => lines.toSpliced(2, 1), ['gap 3']],
    ['a record twice', (lines) => lines.toSpliced(2, 0, lines[1] ?? ''), ['duplicate 2 3']],
    [
      'two records exchanged',
      (lines) => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? ''),
      ['reordered 2 3'],
    ],
    ['a line that is no JSON', (lines) => lines.with(2, '%%%'), ['bad-json 3', 'gap 3']],
    ['a line of zero bytes', (lines) => lines.with(2, '\0\0\0'), ['bad-json 3', 'gap 3']],
    [
      'a line that is too long',
      (lines) => [...lines.slice(0, 2), null, ...lines.slice(3)],
      ['bad-json 3', 'gap 3'],
    ],
    [
      'a key that stands twice',
      (lines) => lines.with(1, (lines[1] ?? '').replace('"v":1', '"v":2,"v":1')),
      ['respelt 2 2'],
    ],
    [
      'a key that was added beside the record',
      (lines) => lines.with(1, (lines[1] ?? '').replace('{', '{"note":"x",')),
      ['respelt 2 2'],
    ],
    ['JSON that is no record', (lines) => lines.with(2, '{"seq":3}'), ['bad-record 3', 'gap 3']],
    ['JSON that is no object', (lines) => lines.with(2, 'null'), ['bad-record 3', 'gap 3']],
    [
      'a record without its hash',
      (lines) => {
        const { terminal, seq, record } = JSON.parse(lines[2] ?? '');
        return lines.with(2, JSON.stringify({ terminal, seq, record }));
      },
      ['no-hash 3', 'gap 3'],
    ],
    [
      'a version that is not known',
      () => chainOf([decisionRecord(1), { v: 2, type: 'decision' }, changeRecord(2)]),
      ['unknown-version 2 2'],
    ],
    [
      'a record with a field of the wrong kind',
      () => chainOf([decisionRecord(1), { ...changeRecord(2), at: 'now' }]),
      ['bad-record 2 2'],
    ],
    [
      'two decisions with one id',
      () => chainOf([decisionRecord(1), decisionRecord(1, { action: 'block' })]),
      ['decision-twice 2 2'],
    ],
    [
      'two outcomes with one id',
      () => chainOf([decisionRecord(1), outcomeRecord(1), outcomeRecord(1)]),
      ['outcome-twice 3 3'],
    ],
    [
      'another beginning under the number 1',
      (lines) => {
        const json = JSON.stringify(changeRecord(2));
        const hash = nextHash(sha256, 'f'.repeat(64), 't-1', 1, json);
        return [storedLine('t-1', 1, 'f'.repeat(64), hash, json), ...lines.slice(1)];
      },
      ['broken-chain 1 1', 'broken-chain 2 2'],
    ],
  ])('finds %s', (_, change, problems) => {
    const report = verify(change(chainOf(sound)));
    expect(said(report.problems)).toEqual(problems);
    expect(report.holds).toBe(false);
  });

  it('finds a cut last line', () => {
    const lines = chainOf(sound);
    const report = verify(lines.with(4, (lines[4] ?? '').slice(0, 40)), false);
    expect(said(report.problems)).toEqual(['cut-line 5']);
    expect(report.records).toBe(4);
  });

  it('takes a last line that lacks only its line feed', () => {
    expect(verify(chainOf(sound), false).holds).toBe(true);
  });

  it('warns of a removed beginning, and of outcomes that lost their decision by it', () => {
    const report = verify(chainOf(sound).slice(1));
    expect(report.holds).toBe(true);
    expect(said(report.warnings)).toEqual(['beginning-removed 2 1', 'outcome-alone 2 1']);
    expect(report.terminals).toEqual([{ terminal: 't-1', records: 4, first: 2, last: 5 }]);
  });

  it('lists a bounded number of problems and says how many more there are', () => {
    const report = verify(Array.from({ length: 5000 }, () => '%'));
    expect(report.problems).toHaveLength(1001);
    expect(report.problems.at(-1)?.problem).toContain('and 4000 more');
  });

  it('shows nothing of what stands in a record', () => {
    const secret = 'secret-host.example';
    const lines = chainOf([
      decisionRecord(1),
      { v: 2, host: secret },
      { ...changeRecord(1), at: secret },
    ]);
    expect(JSON.stringify(verify([...lines, secret]))).not.toContain(secret);
  });
});
