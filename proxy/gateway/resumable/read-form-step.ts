/**
 * A form that carries a piece of a file, as upload scripts cut it (Dropzone, Resumable.js, Flow.js,
 * Plupload): which piece of how many stands in fields or in the query, the piece is the one file.
 */
import {
  boundaryOf,
  type Part,
  splitMultipart,
} from '../../../shared/posting/content/multipart.ts';
import { count, type PartStep, type Step, type StepRequest } from './read-step.ts';

interface Style {
  readonly place: string;
  readonly pieces: string;
  /** Tells the files of one page apart; without it the file's name does. */
  readonly file: string | null;
  readonly name: string | null;
  /** The number of the first piece. */
  readonly first: number;
}

const styles: readonly Style[] = [
  { place: 'dzchunkindex', pieces: 'dztotalchunkcount', file: 'dzuuid', name: null, first: 0 },
  {
    place: 'resumableChunkNumber',
    pieces: 'resumableTotalChunks',
    file: 'resumableIdentifier',
    name: 'resumableFilename',
    first: 1,
  },
  {
    place: 'flowChunkNumber',
    pieces: 'flowTotalChunks',
    file: 'flowIdentifier',
    name: 'flowFilename',
    first: 1,
  },
  { place: 'chunk', pieces: 'chunks', file: null, name: 'name', first: 0 },
];

/** null: no piece of anything, or all of it. */
export function readFormStep(
  { method, url, headers }: StepRequest,
  body: Uint8Array | null,
): Step | null {
  const type = headers['content-type'] ?? '';
  if (method !== 'POST' && method !== 'PUT') return null;
  const { searchParams, origin, pathname } = new URL(url);
  const isForm = /^\s*multipart\/form-data/i.test(type);
  const mayTell = (text: string) => styles.some(({ pieces }) => text.includes(pieces));
  if (body === null || (!isForm && !mayTell(url))) return null;
  const { parts, isWhole } = isForm
    ? splitMultipart(body, boundaryOf(type))
    : { parts: [] as Part[], isWhole: true };
  const fields = new Map(searchParams);
  for (const { name, fileName, bytes } of parts) {
    if (fileName === null && bytes.length < 2_000)
      fields.set(name, new TextDecoder().decode(bytes));
  }
  const style = styles.find(({ place, pieces }) => fields.has(place) && fields.has(pieces));
  if (style === undefined) return null;
  const number = count(fields.get(style.place));
  const total = count(fields.get(style.pieces));
  if (total === 1) return null;
  const files = parts.filter(({ fileName }) => fileName !== null);
  const [file] = files;
  const bytes = isForm ? file?.bytes : body;
  const place = number === null ? -1 : number - style.first;
  const isClear = isWhole && files.length === (isForm ? 1 : 0) && bytes !== undefined;
  if (!isClear || total === null || total > 10_000 || place < 0 || place >= total) {
    return { kind: 'alone' };
  }
  const said = style.name === null ? undefined : fields.get(style.name);
  const name = said ?? file?.fileName ?? null;
  const own = style.file === null ? name : fields.get(style.file);
  const step: PartStep = {
    kind: 'part',
    protocol: 'form',
    key: JSON.stringify([origin, pathname, style.place, own ?? name, total]),
    place,
    total,
    name,
    bytes,
  };
  return step;
}
