/** Pasted lines (URLs, hosts, with all that comes along from mails and tables) → entries. */
import { holdsMask } from '../../../shared/audit/mask.ts';
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import { parseMatch } from '../../../shared/destination/entry-match.ts';
import { breadthOf } from '../../../shared/destination/public-suffix.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { matchOf, type SuggestAs } from './match-of.ts';

type Suggestion = ConsoleAnswer<'suggest'>['lines'][number];

const sentences = {
  unreadable: 'URLかホスト名として読み取れません / this is no URL and no host name',
  scheme: 'http・https のURLにしてください / only http and https can be allowed',
  account:
    'ホストの前に @ があります。宛先のURLかホスト名だけにしてください / there is an @ before the host: paste the URL or the host name alone',
  masked:
    '伏せられた部分（•••）のあるアドレスは、許可しても開きません / part of this address was masked (•••): it would never match',
  repeated: '上の行と同じです / the same as a line above',
};

export function suggest(
  policy: CompiledPolicy,
  text: string,
  as: SuggestAs,
  now: number,
): Suggestion[] {
  const seen = new Set<string>();
  return text.split(/\r\n|\r|\n/).flatMap((typed, index) => {
    const words = wordsOf(typed);
    if (words.length === 0) return [];
    const at = { line: index + 1, input: typed.trim().slice(0, 2000) };
    const read = words.map(readWord);
    // In a line of a mail or a table the words that are no address are left aside.
    const found = read.filter((each) => typeof each !== 'string');
    if (found.length === 0) return [{ ...at, ...none, problem: read[0] as string }];
    return found.map((destination) => {
      const match = matchOf(destination, as);
      if (holdsMask(match)) return { ...at, ...none, problem: sentences.masked };
      if (!parseMatch(match).ok) return { ...at, ...none, problem: sentences.unreadable };
      // Pages of one site make one entry: nothing that anybody has to mend.
      if (seen.has(match)) {
        return { ...at, match, problem: null, already: sentences.repeated, warning: null };
      }
      seen.add(match);
      const already = coveredBy(policy, destination, now);
      return { ...at, match, problem: null, already, warning: warningOf(destination, as) };
    });
  });
}

const none = { match: null, already: null, warning: null };

/** Looked for from the first of them alone: else a long row of dots is gone through for each dot. */
const endMarks = /(?<![。．.;；、,])[。．.;；、,]+$/;

function wordsOf(typed: string): string[] {
  const line = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  if (/^(#|\/\/|;)/.test(line)) return [];
  return line
    .replace(/\s#.*$/, '')
    .split(/[\s,、"'“”‘’「」『』<>()（）|]+/)
    .map((word) => word.replace(/^[・•*\-–—]+(?=\w)/, '').replace(endMarks, ''))
    .filter((word) => word !== '' && !/^[・•*\-–—]+$/.test(word));
}

function readWord(word: string): Destination | string {
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(\/|$))/i.test(word);
  const parsed = parseDestination(hasScheme ? word : `https://${word.replace(/^\/\//, '')}`);
  // A mail address, or a URL that shows another name than it goes to.
  if (/^([a-z][a-z0-9+.-]*:)?\/*[^/?#]*@/i.test(word)) return sentences.account;
  if (!parsed.ok) return hasScheme ? parsed.problem : sentences.unreadable;
  const { scheme, host, kind } = parsed.destination;
  if (!['http', 'https', 'ws', 'wss'].includes(scheme)) return sentences.scheme;
  // `localhost` aside, a name without a dot is a word of the text.
  if (!hasScheme && kind === 'name' && !host.includes('.') && host !== 'localhost') {
    return sentences.unreadable;
  }
  // A lone number is one as well: it would be read as the address 0.0.0.1.
  if (!hasScheme && kind === 'address' && !/[.:]/.test(word)) return sentences.unreadable;
  return parsed.destination;
}

/** The rule that allows it for everybody already. */
function coveredBy(policy: CompiledPolicy, destination: Destination, now: number): string | null {
  const request = { destination, user: null, unit: null, terminal: null, at: now };
  const { action, reason, rule } = decideDestination(policy, request, '');
  return action === 'allow' && reason === 'entry' ? rule : null;
}

function warningOf({ host, kind }: Destination, as: SuggestAs): string | null {
  if (kind === 'address' || as !== 'subdomains') return null;
  if (breadthOf(host) === null) return null;
  return `「${host}」は誰でも登録できる名前の全体です。ホストごとに許可してください / "${host}" is a public suffix, where anybody can register: allow single hosts`;
}
