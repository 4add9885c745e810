/**
 * One request of an upload that comes in several: kept and answered here, the last one of a whole file,
 * or one that cannot be put together with the others.
 */
import type { IncomingMessage } from 'node:http';
import type { HeldPart, HeldUploads } from './held-uploads.ts';
import { readFormStep } from './read-form-step.ts';
import { count, type PartStep, readStep, type Step, type StepRequest } from './read-step.ts';
import { misplacedAnswer, type OwnAnswer, progressAnswer, takenAnswer } from './step-answer.ts';

export type Together =
  | { readonly kind: 'ordinary' }
  /** Nothing of it goes on now. @param step null: it carries nothing */
  | { readonly kind: 'answered'; readonly answer: OwnAnswer; readonly step: PartStep | null }
  | Whole
  /** `before`: what was kept of it, and would go on before it. */
  | {
      readonly kind: 'alone';
      readonly why: 'resumable-part' | 'too-large' | 'busy';
      readonly before: readonly HeldPart[];
    }
  /** The answer of the server tells where its parts go. */
  | { readonly kind: 'created'; readonly onAnswer: (answer: IncomingMessage) => void };

export interface Whole {
  readonly kind: 'whole';
  /** In the order in which they go on, before this request. */
  readonly before: readonly HeldPart[];
  readonly bytes: number;
  readonly name: string | null;
  /** Of a form: its fields are looked at beside the file. */
  readonly isForm: boolean;
  /** The file, put together. */
  read(): Promise<Buffer>;
  /** Nothing of it is kept any longer. */
  drop(): Promise<void>;
}

export interface Coming {
  readonly request: StepRequest;
  readonly raw: IncomingMessage['headers'];
  /** null: there is none. */
  readonly body: Uint8Array | null;
  readonly user: string | null;
  /** false: what comes in parts is refused, and nothing is kept of it. */
  readonly assembles: boolean;
}

/** Whether the request may be a step without a body: then it has to be looked at. */
export function isBareStep({ method, headers, url }: IncomingMessage): boolean {
  if (headers['tus-resumable'] !== undefined || headers['content-range'] !== undefined) return true;
  return method === 'GET' && /\/uploadsession|^\/up\//i.test(url ?? '');
}

export async function putTogether(
  { request, raw, body, user, assembles }: Coming,
  uploads: HeldUploads,
  now: number,
): Promise<Together> {
  const step = readStep(request, body) ?? readFormStep(request, body);
  if (step === null) return ordinary;
  const own = (key: string) => ownKey(user, key);
  const from = { origin: request.headers.origin, now };
  switch (step.kind) {
    case 'alone':
      return alone;
    case 'ask': {
      const progress = uploads.progress(own(step.key));
      if (progress !== null) {
        return { kind: 'answered', answer: progressAnswer(progress, from), step: null };
      }
      return step.protocol === 'tus' ? created(step, request, uploads, own) : ordinary;
    }
    case 'drop':
      await uploads.drop(own(step.key));
      return ordinary;
    case 'create':
      return created(step, request, uploads, own);
    case 'join': {
      if (!assembles) return alone;
      const keys = step.keys.map(own);
      const parts = uploads.join(keys);
      if (parts === null) return alone;
      const drop = async () => void (await Promise.all(keys.map(uploads.drop)));
      return whole(parts, null, drop);
    }
    case 'part': {
      const key = own(step.key);
      if (!assembles) return uploads.isAll(key, step) ? ordinary : alone;
      const { method, url } = request;
      const kept = await uploads.keep(key, step, {
        method,
        url,
        headers: raw,
        body: body ?? nothing,
      });
      switch (kept.kind) {
        case 'kept':
          return { kind: 'answered', answer: takenAnswer(kept.progress, from), step };
        case 'misplaced':
          return { kind: 'answered', answer: misplacedAnswer(kept.progress, from), step: null };
        case 'whole':
          return whole(kept.before, step, () => uploads.drop(key));
        case 'too-large':
        case 'busy':
          return { kind: 'alone', why: kept.kind, before: kept.before };
        case 'unknown':
          return alone;
        default:
          return kept satisfies never;
      }
    }
    default:
      return step satisfies never;
  }
}

/** Nobody's parts come to another person's. */
export function ownKey(user: string | null, key: string): string {
  return JSON.stringify([user, key]);
}

const ordinary: Together = { kind: 'ordinary' };
const alone: Together = { kind: 'alone', why: 'resumable-part', before: [] };
const nothing = new Uint8Array();

function whole(
  before: readonly HeldPart[],
  last: PartStep | null,
  drop: () => Promise<void>,
): Whole {
  const bytes = before.reduce((sum, { own }) => sum + own[1], last?.bytes.length ?? 0);
  return {
    kind: 'whole',
    before,
    bytes,
    name: last?.name ?? null,
    isForm: last?.protocol === 'form',
    async read() {
      const pieces = before.map((part) => ({ place: part.place, part }));
      const file = Buffer.allocUnsafe(bytes);
      let at = 0;
      const put = (piece: Uint8Array) => {
        file.set(piece, at);
        at += piece.length;
      };
      let isLastPut = last === null;
      for (const { place, part } of pieces) {
        if (last !== null && !isLastPut && last.place < place) {
          put(last.bytes);
          isLastPut = true;
        }
        const [from, length] = part.own;
        put((await part.body()).subarray(from, from + length));
      }
      if (last !== null && !isLastPut) put(last.bytes);
      return file;
    },
    drop,
  };
}

/** What the server says of the upload that it has made, or is asked about, is remembered. */
function created(
  step: Extract<Step, { kind: 'create' | 'ask' }>,
  { url }: StepRequest,
  uploads: HeldUploads,
  own: (key: string) => string,
): Together {
  return {
    kind: 'created',
    onAnswer(answer) {
      const { headers, statusCode: status = 0 } = answer;
      const text = (name: string) => String(headers[name] ?? '') || undefined;
      const offset = count(text('upload-offset'));
      if (step.kind === 'create') {
        const { location } = headers;
        if (status !== 201 || location === undefined || !URL.canParse(location, url)) return;
        uploads.learn(own(new URL(location, url).href), step.total, step.isPiece);
        return;
      }
      const total = count(text('upload-length'));
      if (status < 200 || status > 204 || offset === null || offset === total) return;
      if (offset === 0) uploads.learn(own(step.key), total, text('upload-concat') === 'partial');
      // What is there nobody has seen: the upload has to begin again (tus 1.0, HEAD).
      else answer.statusCode = 404;
    },
  };
}
