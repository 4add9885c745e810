/** A curl command as the tools of Chromium and Firefox copy it, for bash or for Windows' cmd. */
import type { PastedParts, PastedProblem } from '../pasted-request.ts';
import { splitCommand } from './split-command.ts';

type Header = readonly [name: string, value: string];
const withValue = new Set(
  '-X --request -H --header -d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string -b --cookie -A --user-agent -e --referer --url -u --user -x --proxy -o --output -m --max-time'.split(
    ' ',
  ),
);
const data = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json']);

export function readCurl(text: string): PastedParts | PastedProblem {
  const words = splitCommand(text);
  if (words === null) return 'broken-quotes';
  let method: string | null = null;
  let url: string | null = null;
  const headers: Header[] = [];
  const bodies: string[] = [];
  const fields: string[] = [];
  for (let at = 1; at < words.length; at++) {
    const { name, value, used } = optionAt(words, at);
    at += used;
    if (name === null || name === '--url') url ??= value;
    else if (name === '-X' || name === '--request') method = value;
    else if (name === '-H' || name === '--header') headers.push(...headerOf(value));
    else if (name === '-b' || name === '--cookie') headers.push(['cookie', value]);
    else if (name === '-A' || name === '--user-agent') headers.push(['user-agent', value]);
    else if (name === '-e' || name === '--referer') headers.push(['referer', value]);
    else if (name === '-F' || name === '--form' || name === '--form-string') fields.push(value);
    else if (name === '--data-urlencode') bodies.push(encoded(value));
    else if (data.has(name)) {
      bodies.push(value);
      if (name === '--json') headers.push(['content-type', 'application/json']);
    }
  }
  if (url === null) return 'no-url';
  if (fields.length > 0) return { method, url, ...multipart(headers, fields) };
  const body = bodies.length === 0 ? null : bodies.join('&');
  return { method, url, headers: withType(headers, body), body };
}

/** `-X POST`, `-XPOST`, `--request POST`, `--request=POST`; `name` null: a word by itself. */
function optionAt(words: readonly string[], at: number) {
  const word = words[at] ?? '';
  if (!word.startsWith('-') || word === '-') return { name: null, value: word, used: 0 };
  const [, long, told] = /^(--[a-z-]+)=([\s\S]*)$/.exec(word) ?? [];
  if (long !== undefined) return { name: long, value: told ?? '', used: 0 };
  if (withValue.has(word)) return { name: word, value: words[at + 1] ?? '', used: 1 };
  const short = word.slice(0, 2);
  if (!word.startsWith('--') && word.length > 2 && withValue.has(short)) {
    return { name: short, value: word.slice(2), used: 0 };
  }
  return { name: word, value: '', used: 0 };
}

/** `accept;` is an empty one. */
function headerOf(text: string): Header[] {
  const [, name, value = ''] = /^([^\s:;]+)(?::\s*([\s\S]*)|;)$/.exec(text) ?? [];
  return name === undefined ? [] : [[name, value]];
}

/** `name=content`, `=content`, `content`. */
function encoded(text: string): string {
  const at = text.indexOf('=');
  if (at === -1) return encodeURIComponent(text);
  const name = text.slice(0, at);
  return `${name === '' ? '' : `${name}=`}${encodeURIComponent(text.slice(at + 1))}`;
}

/** As curl does without a type. */
function withType(headers: readonly Header[], body: string | null): readonly Header[] {
  const isTold = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (body === null || isTold) return headers;
  return [...headers, ['content-type', 'application/x-www-form-urlencoded']];
}

const boundary = 'sekisho-pasted';

/** A file of `name=@path` is named, and empty: its bytes are not in the command. */
function multipart(headers: readonly Header[], fields: readonly string[]) {
  const parts = fields.map((field) => {
    const [, name = '', file, value = ''] = /^([^=]*)=(@)?([\s\S]*)$/.exec(field) ?? [];
    const fileName = file === undefined ? '' : `; filename="${value.split(';')[0] ?? ''}"`;
    const content = file === undefined ? value : '';
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName}\r\n\r\n${content}\r\n`;
  });
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-type');
  const type: Header = ['content-type', `multipart/form-data; boundary=${boundary}`];
  return { headers: [...others, type], body: `${parts.join('')}--${boundary}--\r\n` };
}
