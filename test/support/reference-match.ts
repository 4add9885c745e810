/** Filters and globs for the reference implementation, from the documentation: one text, one URL, one look. */
import { type ReferenceUrl, readUrl } from './reference-url.ts';

export interface ReferenceMatch {
  readonly takes: boolean;
  /** What the precedence compares, from the first step to the last but the action. */
  readonly isStar: boolean;
  readonly isExact: boolean;
  readonly hostLength: number;
  readonly pathLength: number;
  readonly conditions: number;
  readonly namesPort: boolean;
  readonly namesHost: boolean;
}

/** @param every an allow wants every occurrence of a key of the query to hold, a block any */
export function look(text: string, url: ReferenceUrl, every: boolean): ReferenceMatch {
  return text.startsWith('glob:') ? lookGlob(text.slice(5), url) : lookFilter(text, url, every);
}

function lookFilter(text: string, url: ReferenceUrl, every: boolean): ReferenceMatch {
  const wholeScheme = /^(\w+):\*$/.exec(text)?.[1];
  if (wholeScheme !== undefined) {
    return { ...nothing, takes: url.scheme === wholeScheme };
  }
  const parts =
    /^(?:(\w+):\/\/)?(\.?)(\*|\[[^\]]*\]|[^:/?]*)(?::(\d+))?(\/[^?]*)?(?:\?(.*))?$/.exec(text);
  if (parts === null) throw new Error(text);
  const [, scheme, dot, host = '', port, written = '', query] = parts;
  const path = written === '' ? '' : readUrl(`http://a.example${written}`).path;
  const conditions = [...new Set((query ?? '').split('&').filter(Boolean))];
  const own = host === '*' ? null : readUrl(`http://${host}/`);
  const isExact = own !== null && (dot === '.' || own.isAddress);
  const takesHost = own === null || isHost(url, own, isExact);
  return {
    takes:
      (scheme === undefined || scheme === url.scheme) &&
      (port === undefined || Number(port) === url.port) &&
      takesHost &&
      (path === '' || path === '/' || url.path.startsWith(path)) &&
      conditions.every((condition) => holds(condition, url.query, every)),
    isStar: text === '*',
    isExact,
    hostLength: own === null ? 0 : own.host.length + (isExact ? 0 : 1),
    pathLength: path.length,
    conditions: conditions.length,
    namesPort: port !== undefined,
    namesHost: own !== null,
  };
}

const nothing: ReferenceMatch = {
  takes: false,
  isStar: false,
  isExact: false,
  hostLength: 0,
  pathLength: 0,
  conditions: 0,
  namesPort: false,
  namesHost: false,
};

function isHost(url: ReferenceUrl, own: ReferenceUrl, isExact: boolean): boolean {
  if (url.host === own.host) return true;
  if (isExact) return url.isAddress && url.reached === own.host;
  return !url.isAddress && url.host.endsWith(`.${own.host}`);
}

function holds(condition: string, query: string, every: boolean): boolean {
  const [key = '', value = ''] = condition.split('=');
  const isRight = (token: string) =>
    value.endsWith('*')
      ? token.startsWith(`${key}=${value.slice(0, -1)}`)
      : token === `${key}=${value}`;
  const tokens = query.split('&').filter((token) => token.startsWith(`${key}=`));
  return every ? tokens.length > 0 && tokens.every(isRight) : tokens.some(isRight);
}

function lookGlob(text: string, url: ReferenceUrl): ReferenceMatch {
  const [, scheme, host = '', port, path = ''] =
    /^(?:(\w+):\/\/)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?(\/.*)?$/.exec(text) ?? [];
  const isPlain = !/[*?{]/.test(host);
  const expression = new RegExp(`^${hostExpression(host)}$`);
  const literal = host.replace(/\{[^}]*\}|[*?]/g, '');
  const takesHost = isPlain
    ? isHost(url, readUrl(`http://${host}/`), true)
    : host === '**' || (!url.isAddress && expression.test(url.host));
  return {
    ...nothing,
    takes:
      (scheme === undefined || scheme === url.scheme) &&
      (port === undefined || Number(port) === url.port) &&
      takesHost &&
      (path === '' || new RegExp(`^${pathExpression(path)}$`).test(url.path)),
    isExact: isPlain,
    hostLength: literal.length,
    pathLength: path.replace(/\{[^}]*\}|[*?]/g, '').length,
    namesPort: port !== undefined,
    namesHost: isPlain,
  };
}

function hostExpression(host: string): string {
  const [first = '', ...rest] = host.split('.');
  const labels = [
    first === '**' ? '[^.]+(?:\\.[^.]+)*' : part(first, '[^.]'),
    ...rest.map((each) => part(each, '[^.]')),
  ];
  return labels.join('\\.');
}

function pathExpression(path: string): string {
  return path
    .split('/')
    .slice(1)
    .map((segment) => (segment === '**' ? '(?:/[^/]*)*' : `/${part(segment, '[^/]')}`))
    .join('');
}

function part(text: string, one: string): string {
  if (text === '*') return `${one}+`;
  return text
    .replace(/[.]/g, '\\.')
    .replace(/\{([^}]*)\}/g, (_, words: string) => `(?:${words.split(',').join('|')})`)
    .replace(/\?/g, (mark, at: number, whole: string) => (whole[at - 1] === '(' ? mark : one))
    .replace(/\*/g, `${one}*`);
}
