/**
 * Bodies on their way to a host whose tunnels nobody reads: such a host is not open for uploads. A
 * form of a few fields may go; a file, something that the browser does not show, or more may not.
 * What is shown of a body may be less than goes: of a multipart form with texts Chromium tells a
 * file's name alone, as if it were a text, and Firefox tells the beginning of a body that is called
 * urlencoded and is not. So the headers count as well.
 */
import { parseDestination } from '../../shared/destination/destination.ts';
import { decideUnreadUpload } from '../../shared/policy/decide-unread-upload.ts';
import { type OutgoingRequest, refusalOf } from './early-decision.ts';
import type { HeldProjection } from './projection-holder.ts';
import type { EarlyRefusal } from './report.ts';

export interface RequestBody {
  error?: string | undefined;
  formData?: Record<string, readonly unknown[]> | undefined;
  raw?: readonly { bytes?: unknown; file?: string | undefined }[] | undefined;
}

/** Bytes that a sign-in or a search may have. */
export const smallBody = 4096;

/** Whether it is small, and all of it can be seen. */
export function isSmallBody(body: RequestBody | null | undefined): boolean {
  if (body == null) return true;
  const { error, formData, raw } = body;
  if (error !== undefined) return false;
  if (raw !== undefined) {
    const sizes = raw.map(({ bytes, file }) =>
      file === undefined && bytes instanceof ArrayBuffer
        ? bytes.byteLength
        : Number.POSITIVE_INFINITY,
    );
    if (sizes.reduce((sum, size) => sum + size, 0) > smallBody) return false;
    return !raw.some(({ bytes }) => bytes instanceof ArrayBuffer && namesFile(bytes));
  }
  if (formData === undefined) return false;
  const texts = Object.entries(formData).flatMap(([name, values]) => [name, ...values]);
  if (!texts.every((text) => typeof text === 'string')) return false;
  return new TextEncoder().encode(texts.join('')).length <= smallBody;
}

/** Of a multipart body Chromium leaves a Blob out, and shows the head of its part. */
function namesFile(bytes: ArrayBuffer): boolean {
  return /content-disposition:[^\n]*filename/i.test(new TextDecoder('latin1').decode(bytes));
}

/** @returns what is to be refused and reported, or null */
export function decideUnreadBody(
  held: HeldProjection | null,
  request: OutgoingRequest & { body: RequestBody | null | undefined },
  at: number,
  id: string,
): EarlyRefusal | null {
  return isSmallBody(request.body) ? null : decideUnread(held, request, at, id);
}

/** By the headers that go with the body, when it is about to leave. */
export function decideUnreadHeaders(
  held: HeldProjection | null,
  request: OutgoingRequest & {
    headers: readonly { name: string; value?: string | undefined }[];
  },
  at: number,
  id: string,
): EarlyRefusal | null {
  const headerOf = (wanted: string) =>
    request.headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
  const isMultipart = /^\s*multipart\//i.test(headerOf('content-type'));
  // Chromium shows no length here.
  const isLong = Number(headerOf('content-length')) > smallBody;
  return isMultipart || isLong ? decideUnread(held, request, at, id) : null;
}

function decideUnread(
  held: HeldProjection | null,
  request: OutgoingRequest,
  at: number,
  id: string,
): EarlyRefusal | null {
  if (held === null) return null;
  const parsed = parseDestination(request.url);
  if (!parsed.ok) return null;
  return refusalOf(held, request, decideUnreadUpload(held.compiled, parsed.destination, id), at);
}
