/** Raw HTTP/1.1 or what a browser shows of HTTP/2: a request line, header lines, an empty line, the body. */
import type { PastedParts } from '../pasted-request.ts';

const requestLine = /^([A-Za-z]{1,20})\s+(\S+)(?:\s+HTTP\/\d(?:\.\d)?)?$/;
const field = /^(:?[!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/;

/** null where it does not begin like a request. */
export function readHttpText(text: string): PastedParts | null {
  const lines = text.replaceAll('\r\n', '\n');
  const end = lines.indexOf('\n\n');
  const head = end === -1 ? lines : lines.slice(0, end);
  const body = end === -1 ? null : lines.slice(end + 2);
  const [first = '', ...rest] = head.split('\n');
  const [, method, target = ''] = requestLine.exec(first.trim()) ?? [];
  if (method === undefined) return null;
  const headers = rest.flatMap((line) => {
    const [, name, value = ''] = field.exec(line.trim()) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return { method, url: urlOf(target, headers), headers, body: body === '' ? null : body };
}

function urlOf(target: string, headers: PastedParts['headers']): string {
  if (!target.startsWith('/')) return target;
  const named = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const host = named('host') ?? named(':authority');
  return host === undefined ? target : `https://${host}${target}`;
}
