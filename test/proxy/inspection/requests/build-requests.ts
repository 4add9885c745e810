/** Requests made when the test runs, and what is found in them. */

import { defaultLimits, type Limits } from '../../../../proxy/inspection/limits.ts';
import {
  inspectRequest,
  type RequestContent,
} from '../../../../proxy/inspection/requests/inspect-request.ts';
import type { RequestReport } from '../../../../proxy/inspection/requests/request-report.ts';
import { individual, utf8 } from '../build-documents.ts';

export const digestKey = new Uint8Array(32).fill(7);
export const formType = 'application/x-www-form-urlencoded';
export const partsType = 'multipart/form-data; boundary=qq';

export interface SentPart {
  readonly disposition: string | Uint8Array;
  readonly headers?: string;
  readonly content: string | Uint8Array;
}

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? utf8(content) : content;

export function multipart(parts: readonly SentPart[], boundary = 'qq'): Uint8Array {
  const pieces = parts.flatMap(({ disposition, headers = '', content }) => [
    utf8(`--${boundary}\r\nContent-Disposition: `),
    bytesOf(disposition),
    utf8(`\r\n${headers}\r\n`),
    bytesOf(content),
    utf8('\r\n'),
  ]);
  return Buffer.concat([...pieces, utf8(`--${boundary}--\r\n`)]);
}

export const field = (name: string, content: string | Uint8Array): SentPart => ({
  disposition: `form-data; name="${name}"`,
  content,
});

export const file = (name: string, content: string | Uint8Array): SentPart => ({
  disposition: `form-data; name="f"; filename="${name}"`,
  headers: 'Content-Type: application/octet-stream\r\n',
  content,
});

/** Every byte escaped that is no digit or letter. */
export function escaped(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9]/.test(character)
        ? character
        : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    })
    .join('');
}

export function send(
  body: string | Uint8Array,
  contentType: string,
  more: Partial<RequestContent> & { limits?: Partial<Limits> } = {},
): Promise<RequestReport> {
  const { limits = {}, ...content } = more;
  return inspectRequest(
    { bytes: bytesOf(body), contentType, contentEncoding: '', url: '/', ...content },
    { limits: { ...defaultLimits, ...limits }, detection: {}, digestKey },
  );
}

/** `text form: individual-number` for each item, `partly broken` where it was not inspected whole. */
export function shown({ items }: RequestReport): string[] {
  return items.map(({ kind, name, type, inspected, why, findings }) => {
    const state = inspected === true ? '' : ` ${inspected} ${why}`;
    const found = findings.map((each) => ` ${each.kind}`).join('');
    return `${kind} ${type}${name === null ? '' : ` ${name}`}${state}:${found}`;
  });
}

/** The number in four and four and four digits. */
export const fours = () => individual().match(/\d{4}/g) ?? [];
