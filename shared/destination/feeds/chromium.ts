/**
 * The browsers' managed policy as JSON: `URLBlocklist` and `URLAllowlist` (also inside `policies`).
 * Of a list that allows, URLAllowlist holds what is listed and URLBlocklist what is excepted; of one
 * that blocks or warns it is the other way round.
 */
import { parseFilter } from '../filter.ts';
import type { Match } from '../match.ts';
import type { FeedReader, FeedSink } from './feed-reader.ts';

export const chromium: FeedReader = {
  format: 'chromium',
  read(text, { action }, sink) {
    const policy = readJson(text);
    const block = filtersOf(policy, 'URLBlocklist');
    const allow = filtersOf(policy, 'URLAllowlist');
    if (block === null && allow === null) return void sink.skip('', 1, 'not-json');
    const [listed, excepted] = action === 'allow' ? [allow, block] : [block, allow];
    const lines = lineFinder(text);
    for (const each of listed ?? []) send(each, lines(each), false, sink);
    for (const each of excepted ?? []) send(each, lines(each), true, sink);
  },
};

function send(value: unknown, line: number, except: boolean, sink: FeedSink): void {
  if (typeof value !== 'string') return void sink.skip(JSON.stringify(value), line, 'other-rule');
  const parsed = parseFilter(value);
  if (!parsed.ok) return void sink.skip(value, line, 'not-a-host');
  const { match } = parsed;
  if (!isHostAlone(match)) return void sink.filter(value, line, except);
  const host = match.key.includes(':') ? `[${match.key}]` : match.key;
  sink.host(host, line, { exact: match.exact, except });
}

function isHostAlone({ key, scheme, port, path, query }: Match): boolean {
  return key !== '' && scheme === null && port === null && path === null && query === null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function filtersOf(policy: unknown, name: string): readonly unknown[] | null {
  if (typeof policy !== 'object' || policy === null) return null;
  const own = (policy as Record<string, unknown>)[name];
  if (Array.isArray(own)) return own;
  // As chrome://policy exports it.
  if (typeof own === 'object' && own !== null && 'value' in own) {
    return Array.isArray(own.value) ? own.value : null;
  }
  return 'policies' in policy ? filtersOf(policy.policies, name) : null;
}

/** Values stand in the order in which they are asked for, most of the time. */
function lineFinder(text: string): (value: unknown) => number {
  let at = 0;
  let line = 1;
  return (value) => {
    const found = text.indexOf(JSON.stringify(value), at);
    if (found < 0) return line;
    for (let next = text.indexOf('\n', at); next >= 0 && next < found; ) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    at = found;
    return line;
  };
}
