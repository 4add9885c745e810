/**
 * Holds an audit log against its chain, line by line, in the order of the file: of one terminal
 * (a folder of segments) or of several (an export). What a chain cannot show is a cut end, nor
 * whoever writes the whole chain anew: docs/audit-log.md says so.
 */
import { z } from 'zod';
import { genesis, nextHash, type Sha256 } from './chain.ts';
import { type AuditRecord, auditRecordSchema } from './record.ts';
import { createSeenIds } from './seen-ids.ts';
import { createSequence, type Sequence } from './sequence.ts';

export const problemCodes = [
  'bad-json', // a line that is no JSON, or too long
  'cut-line', // the last line has no end
  'unknown-version', // a record of a version that this program does not know
  'bad-record', // JSON, but no stored record
  'no-hash', // a record without its hashes: its chain cannot be checked
  'broken-hash', // the hash does not fit the record
  'respelt', // the hash fits, but the line was not written so: a key stands twice, or was added
  'broken-chain', // the record does not follow from the one before it
  'gap', // sequence numbers are missing
  'duplicate', // a sequence number a second time
  'reordered', // a sequence number behind a higher one
  'decision-twice', // two decision lines with one id
  'outcome-twice', // two outcome lines with one id
  'outcome-alone', // an outcome whose decision is not in this log
  'beginning-removed', // the log does not begin at 1
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface LogProblem {
  readonly seq?: number;
  /** From 1, in its file. */
  readonly line?: number;
  readonly code: ProblemCode;
  readonly problem: string;
}

export interface TerminalSpan {
  readonly terminal: string;
  readonly records: number;
  readonly first: number;
  readonly last: number;
}

export interface Verification {
  readonly records: number;
  readonly terminals: TerminalSpan[];
  /** Nothing is in `problems`. */
  readonly holds: boolean;
  readonly problems: LogProblem[];
  /** What retention or an end in mid-work leaves: no sign of a change. */
  readonly warnings: LogProblem[];
}

export interface LogVerifier {
  /** @param text null: the line was too long to be read; `whole`: a line feed ended it */
  line(text: string | null, line: number, whole: boolean): void;
  end(): Verification;
}

const problemsListed = 1000;

interface Chain {
  records: number;
  hash: string;
  readonly sequence: Sequence;
}

export function createLogVerifier(sha256: Sha256): LogVerifier {
  const problems: LogProblem[] = [];
  const warnings: LogProblem[] = [];
  const chains = new Map<string, Chain>();
  const ids = createSeenIds();
  let records = 0;
  let unlisted = 0;

  function say(to: LogProblem[], code: ProblemCode, place: Place, problem: string): void {
    if (to.length < problemsListed) to.push({ ...place, code, problem });
    else if (to === problems) unlisted++;
  }

  /** @returns whether it is a new record: of one that stands here twice, its id would only say so again */
  function follow(stored: Envelope, place: Place): boolean {
    const { terminal, seq, previous, hash } = stored;
    let chain = chains.get(terminal);
    if (chain === undefined) {
      chain = { records: 0, hash: seq === 1 ? genesis : previous, sequence: createSequence(seq) };
      chains.set(terminal, chain);
      if (seq > 1) say(warnings, 'beginning-removed', place, words.beginningRemoved(seq));
    }
    chain.records++;
    const step = chain.sequence.take(seq);
    if (step === 'duplicate') say(problems, 'duplicate', place, words.duplicate(seq));
    if (step === 'reordered') say(problems, 'reordered', place, words.reordered(seq));
    // Behind a gap or out of order there is no neighbour to compare with; the gap is said itself.
    if (step === 'next' && previous !== chain.hash) {
      say(problems, 'broken-chain', place, words.brokenChain(seq));
    }
    if (step === 'next' || step === 'ahead') chain.hash = hash;
    const right = nextHash(sha256, previous, terminal, seq, JSON.stringify(stored.record ?? null));
    if (right !== hash) say(problems, 'broken-hash', place, words.brokenHash(seq));
    return step !== 'duplicate';
  }

  function compareIds({ type, id }: AuditRecord, place: Place): void {
    if (type === 'decision' && !ids.decision(id)) {
      say(problems, 'decision-twice', place, words.decisionTwice(id));
    }
    if (type !== 'outcome') return;
    const { first, decided } = ids.outcome(id);
    if (!first) say(problems, 'outcome-twice', place, words.outcomeTwice(id));
    if (!decided) say(warnings, 'outcome-alone', place, words.outcomeAlone(id));
  }

  return {
    line(text, line, whole) {
      if (text === '' && whole) return;
      const json = text === null ? undefined : parse(text);
      if (json === undefined) {
        const code = whole ? 'bad-json' : 'cut-line';
        say(problems, code, { line }, whole ? words.badJson : words.cutLine);
        return;
      }
      records++;
      const stored = readEnvelope(json);
      if (stored === null) {
        const { hash, record } = (json ?? {}) as { hash?: unknown; record?: unknown };
        const noHash = record !== undefined && hash === undefined;
        if (noHash) say(problems, 'no-hash', { line }, words.noHash);
        else say(problems, 'bad-record', { line }, words.badRecord);
        return;
      }
      const place = { seq: stored.seq, line };
      const isNew = follow(stored, place);
      // What is read of a line is hashed: what is not read must not be there.
      const isAsWritten = Object.keys(stored).length === Object.keys(json as object).length;
      if (!isAsWritten || JSON.stringify(json) !== text) {
        say(problems, 'respelt', place, words.respelt);
      }
      const parsed = auditRecordSchema.safeParse(stored.record);
      if (parsed.success) {
        if (isNew) compareIds(parsed.data, place);
        return;
      }
      const known = (stored.record as { v?: unknown } | null)?.v === 1;
      if (known) say(problems, 'bad-record', place, words.badRecord);
      else say(problems, 'unknown-version', place, words.unknownVersion);
    },
    end() {
      for (const { sequence } of chains.values()) {
        for (const [from, to] of sequence.missing()) {
          say(problems, 'gap', { seq: from }, words.gap(from, to));
        }
      }
      if (unlisted > 0) problems.push({ code: 'bad-record', problem: words.more(unlisted) });
      const terminals = [...chains].map(([terminal, { records, sequence }]) => ({
        terminal,
        records,
        first: sequence.lowest,
        last: sequence.highest,
      }));
      return { records, terminals, holds: problems.length === 0, problems, warnings };
    },
  };
}

interface Place {
  readonly seq?: number;
  readonly line?: number;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const envelopeSchema = z.object({
  terminal: z.string(),
  seq: z.number().int().positive(),
  previous: z.string(),
  hash: z.string(),
  // As it was hashed: with every key, in its order.
  record: z.unknown(),
});
type Envelope = z.infer<typeof envelopeSchema>;

function readEnvelope(json: unknown): Envelope | null {
  return envelopeSchema.safeParse(json).data ?? null;
}

const words = {
  badJson: 'JSON ではない行です / this line is no JSON',
  cutLine: '最後の行が途中で切れています / the last line is cut',
  unknownVersion: '知らない版の記録です / a record of an unknown version',
  badRecord: '監査記録の形ではありません / no audit record',
  noHash: 'ハッシュがなく、確かめられません / there is no hash, so it cannot be checked',
  beginningRemoved: (seq: number) =>
    `${seq} 番から始まります。その前は保存期間が過ぎて削除されたか、含まれていません / begins at ${seq}: what came before was removed or left out`,
  duplicate: (seq: number) => `${seq} 番が二つあります / record ${seq} stands here twice`,
  reordered: (seq: number) => `${seq} 番の順序が違います / record ${seq} is out of order`,
  brokenChain: (seq: number) =>
    `${seq} 番が前の記録とつながりません / record ${seq} does not follow from the one before it`,
  brokenHash: (seq: number) =>
    `${seq} 番の内容がハッシュと合いません / the content of record ${seq} does not fit its hash`,
  respelt:
    '書かれたままの行ではありません（キーの重複や追加） / the line is not as it was written: a key stands twice or was added',
  decisionTwice: (id: string) => `判定 ${id} が二つあります / decision ${id} stands here twice`,
  outcomeTwice: (id: string) => `結果 ${id} が二つあります / outcome ${id} stands here twice`,
  outcomeAlone: (id: string) =>
    `結果 ${id} の判定がありません / the decision of outcome ${id} is not here`,
  gap: (from: number, to: number) =>
    from === to
      ? `${from} 番がありません / record ${from} is missing`
      : `${from}〜${to} 番がありません / records ${from} to ${to} are missing`,
  more: (count: number) => `ほかに ${count} 件あります / and ${count} more`,
};
