/**
 * A request → its postings, without a large body costing the gateway's time: most hosts are told
 * without their body, and what would take long to read counts as a write that nobody knows.
 */
import { readMultipart } from '../../shared/posting/content/multipart.ts';
import {
  type PolicyServices,
  type Recognition,
  recognise,
} from '../../shared/posting/recognise.ts';
import type { Attachment, Posting } from '../../shared/posting/service.ts';

export interface AskedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Bytes that are opened field by field between two other requests. */
const readable = 1_000_000;

const nothing = new Uint8Array();

/** By host and path alone; null where no service of the catalogue is meant. */
export function recogniseService(
  request: AskedRequest,
  policyServices: PolicyServices,
): Recognition | null {
  const found = recognise({ ...request, body: nothing }, policyServices);
  return found.service === null ? null : found;
}

/**
 * @param known what recogniseService said
 * @param body null: there is one, and it cannot be read
 */
export function recogniseRequest(
  request: AskedRequest,
  known: Recognition,
  body: Uint8Array | null,
  policyServices: PolicyServices,
): Recognition {
  if (body !== null && isReadable(body, request.headers['content-type'] ?? '')) {
    return body.length === 0 ? known : recognise({ ...request, body }, policyServices);
  }
  const file: Attachment = {
    name: null,
    type: null,
    size: body?.length ?? null,
    reference: null,
    ...(body !== null && { data: body }),
  };
  const write: Posting = {
    act: 'unknown-write',
    text: '',
    account: known.account,
    attachments: [file],
  };
  return { ...known, act: write.act, text: '', attachments: write.attachments, postings: [write] };
}

/** Files are only found, never opened; what may be JSON, XML or a form is opened as a whole. */
function isReadable(body: Uint8Array, contentType: string): boolean {
  if (body.length <= readable) return true;
  if (/^\s*(?:image|video|audio|font)\//i.test(contentType)) return true;
  if (/^\s*multipart\//i.test(contentType)) {
    const boundary = /boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
    const parts = readMultipart(body, boundary?.[1] ?? boundary?.[2] ?? null);
    const fields = parts.filter(({ fileName }) => fileName === null);
    const length = fields.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (parts.length > 0) return length <= readable;
  }
  const start = new TextDecoder('latin1').decode(body.subarray(0, 1024));
  const isForm = /x-www-form-urlencoded/i.test(contentType) || /^[\w.[\]%-]{1,100}=/.test(start);
  return (
    !isForm && !/xml\s*(?:;|$)/i.test(contentType) && !/^[\s\xef\xbb\xbf]*(?:[{[<-]|$)/.test(start)
  );
}
