/**
 * A list that somebody else keeps (a hosts file, AdBlock's rules, a CSV …) → entries, with what
 * became of each line: taken, there already, or not to be used and why.
 */
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import { parseMatch } from '../../../shared/destination/entry-match.ts';
import type { FeedFault, FeedFormat } from '../../../shared/destination/feeds/feed-reader.ts';
import { readFeed } from '../../../shared/destination/feeds/read-feed.ts';
import { breadthOf } from '../../../shared/destination/public-suffix.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';

export type ImportedLine = ConsoleAnswer<'suggest'>['lines'][number];

export interface ImportOptions {
  readonly format: FeedFormat | 'auto';
  /** What the list does with its entries. */
  readonly action: Action;
  /** A name without a dot or `*.` before it takes its sub-domains too. */
  readonly subdomains: boolean;
  /** Epoch ms. */
  readonly now: number;
}

export interface Imported {
  readonly format: FeedFormat;
  readonly lines: readonly ImportedLine[];
}

const faults: Readonly<Record<FeedFault | 'except' | 'repeated', string>> = {
  'not-a-host': 'ホスト名として読み取れません / this is no host name',
  'other-rule':
    '宛先のほかのことを決める規則です。必要なら項目として書いてください / this rule says something else than a host: write an entry where you need it',
  'other-address':
    '別のアドレスを割り当てる行です。拒否や許可の一覧か確かめてください / this line maps the name to an address of its own: see whether this is a list of sites',
  'too-wide':
    '公開サフィックス全体は許可できません。ホストごとに書いてください / a whole suffix cannot be allowed: name single hosts',
  'exception-with-path':
    'パスのある例外は使えません。許可のリストに項目として書いてください / an exception with a path is not taken: write it as an entry of a list that allows',
  'too-many-filters':
    'パスなどを見る行が多すぎます。分けて取り込んでください / there are too many lines with a path: import them in parts',
  'no-column':
    'ホスト名の列が見つかりません。見出しを「ドメイン」「URL」などにしてください / there is no column of hosts: name its header domain or url',
  'not-json':
    'JSON として読めないか、URLBlocklist も URLAllowlist もありません / this is no JSON, or holds neither URLBlocklist nor URLAllowlist',
  html: '一覧ではなく Web ページです。一覧そのものを保存し直してください / this is a web page: save the list itself',
  except:
    '例外の行です。逆の扱いのリストに項目として書いてください / this is an exception: write it as an entry of a list that does the opposite',
  repeated: '上の行と同じです / the same as a line above',
};

export function importLines(
  policy: CompiledPolicy,
  text: string,
  { format, action, subdomains, now }: ImportOptions,
): Imported {
  const lines: ImportedLine[] = [];
  const seen = new Set<string>();
  const refuse = (line: number, input: string, problem: string) => {
    lines.push({ line, input: input.slice(0, 2000), ...none, problem });
  };
  const take = (line: number, input: string, match: string) => {
    const parsed = parseMatch(match);
    const destination = parsed.ok ? destinationOf(parsed.match.key, match) : null;
    if (!parsed.ok || destination === null) return refuse(line, input, faults['not-a-host']);
    const breadth = parsed.match.exact ? null : breadthOf(parsed.match.key);
    if (breadth === 'tld' && action === 'allow') return refuse(line, input, faults['too-wide']);
    const isRepeated = seen.has(match);
    seen.add(match);
    lines.push({
      line,
      input: input.slice(0, 2000),
      match,
      problem: null,
      already: isRepeated ? faults.repeated : doneBy(policy, destination, action, now),
      warning: breadth === null || action !== 'allow' ? null : wide(parsed.match.key),
    });
  };
  const found = readFeed(
    text,
    format,
    { action, subdomains, column: null },
    {
      host(said, line, { exact, except }) {
        if (except) return refuse(line, said, faults.except);
        const host = canonical(said, exact);
        if (host === null) return refuse(line, said, faults['not-a-host']);
        take(line, said, exact && host.kind === 'name' ? `.${shown(host)}` : shown(host));
      },
      filter(said, line, except) {
        if (except) return refuse(line, said, faults.except);
        take(line, said, said);
      },
      skip: (said, line, fault) => refuse(line, said, faults[fault]),
    },
  );
  return { format: found, lines: lines.sort((one, other) => one.line - other.line) };
}

const none = { match: null, already: null, warning: null };

/** @param exact a name without a dot is a word then, and else a whole suffix */
function canonical(host: string, exact: boolean): Destination | null {
  const text = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  if (/[\s/?#@]/.test(text)) return null;
  const parsed = parseDestination(`https://${text}/`);
  if (!parsed.ok || parsed.destination.port !== 443) return null;
  const { kind, host: name } = parsed.destination;
  return exact && kind === 'name' && !name.includes('.') ? null : parsed.destination;
}

function shown({ host }: Destination): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** A place that the entry takes. */
function destinationOf(key: string, match: string): Destination | null {
  const host = key.includes(':') ? `[${key}]` : key;
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*(\/[^?]*)/i.exec(match)?.[1] ?? '/';
  const parsed = parseDestination(`https://${host}${path}`);
  return parsed.ok ? parsed.destination : null;
}

/** The entry by which everybody has it already. */
function doneBy(
  policy: CompiledPolicy,
  destination: Destination,
  action: Action,
  now: number,
): string | null {
  const request = { destination, user: null, unit: null, terminal: null, at: now };
  const decision = decideDestination(policy, request, '');
  const done = decision.would ?? decision.action;
  return done === action && decision.reason === 'entry' ? decision.rule : null;
}

function wide(key: string): string {
  return `「${key}」は誰でも登録できる名前の全体です。ホストごとに許可してください / "${key}" is a public suffix, where anybody can register: allow single hosts`;
}
