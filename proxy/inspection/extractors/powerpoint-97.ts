/** ppt: PowerPoint 97–2003, a tree of records ([MS-PPT] 2.3.1); all that is text, slide by slide. */
import { createInflate } from 'node:zlib';
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import { decode } from '../charset.ts';
import { readCompoundFile, type Storage } from '../compound-file.ts';
import { openPowerpoint } from '../decryption/open-powerpoint.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { inflate } from '../inflate.ts';
import { NotInspected } from '../limits.ts';
import { besideText } from './compound.ts';
import { attempt } from './office-package.ts';

const record = {
  slide: 0x03ee,
  notes: 0x03f0,
  master: 0x03f8,
  comment: 0x2ee0,
  chars: 0x0fa0,
  bytes: 0x0fa8,
  string: 0x0fba,
  object: 0x1011,
  tagData: 0x138b,
  cryptoSession: 0x2f14,
} as const;

/** [MS-PPT] 2.3.2: the token of an encrypted document. */
const encryptedToken = 0xf3d1c4df;

export const powerpoint97: Extractor = {
  types: ['ppt'],
  async *extract(bytes, extraction) {
    const file = readCompoundFile(bytes).root;
    const isLocked = isEncrypted(file);
    const root = isLocked ? openPowerpoint(file, extraction.keys) : file;
    const document = root.streams.get('PowerPoint Document') ?? new Uint8Array();
    if (document.length < 8 || viewOf(document).getUint16(2, true) === 0)
      throw new NotInspected('broken');
    const state: State = { slides: 0, objects: [], isOpened: isLocked };
    yield* readRecords(document, extraction.place, state, extraction, 0);
    for (const object of state.objects) {
      const inner = await attempt(extraction, () => objectBytes(object, extraction));
      if (inner !== null) yield* extraction.inner('object', inner);
    }
    yield* besideText(root, extraction);
  },
};

function isEncrypted({ streams }: Storage): boolean {
  const user = streams.get('Current User');
  if (user === undefined || user.length < 16) return false;
  return viewOf(user).getUint32(12, true) === encryptedToken;
}

interface State {
  /** It was encrypted, and says so still. */
  readonly isOpened: boolean;
  slides: number;
  readonly objects: { readonly content: Uint8Array; readonly isPacked: boolean }[];
}

/** Containers lie in containers, a dozen deep at most. */
const deepest = 40;

function* readRecords(
  bytes: Uint8Array,
  place: Place,
  state: State,
  extraction: Extraction,
  depth: number,
): Generator<Part> {
  if (depth > deepest) throw new NotInspected('too-deep');
  const view = viewOf(bytes);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const head = view.getUint16(at, true);
    const isContainer = (head & 0x0f) === 0x0f;
    const type = view.getUint16(at + 2, true);
    const length = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (depth === 0 && head === 0 && type === 0) {
      at = behindZeros(bytes, at);
      continue;
    }
    if (content.length < length) extraction.problem('truncated');
    at += 8 + length;
    if (type === record.cryptoSession) {
      if (!state.isOpened) throw new NotInspected('encrypted');
      continue;
    }
    // What later versions keep for themselves: a package, in what says that it holds records.
    if (isContainer && startsAsZip(content)) state.objects.push({ content, isPacked: false });
    else if (isContainer || (type === record.tagData && isRecords(content))) {
      yield* readRecords(content, placeIn(type, place, state), state, extraction, depth + 1);
    } else if (type === record.object) {
      // [MS-PPT] 2.10.34: the instance tells.
      state.objects.push({ content, isPacked: head >> 4 === 1 });
    } else yield* textOf(type, content, place, extraction);
  }
}

/** Some programs leave gaps. A container begins with 0x0f; of others the first two bytes may be zero. */
function behindZeros(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0) at++;
  return bytes[at] === 0x0f || at === bytes.length ? at : Math.max(from + 1, at - 2);
}

function startsAsZip([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 3 && fourth === 4;
}

/** Comments of later versions stand in tags; those of other programs hold whatever they like. */
function isRecords(content: Uint8Array): boolean {
  const view = viewOf(content);
  let at = 0;
  while (at + 8 <= content.length) at += 8 + view.getUint32(at + 4, true);
  return at === content.length;
}

function placeIn(type: number, place: Place, state: State): Place {
  switch (type) {
    case record.slide:
      state.slides += 1;
      return { ...place, slide: state.slides };
    case record.notes:
      return { ...place, corner: 'notes' };
    case record.master:
      return { ...place, corner: 'master' };
    case record.comment:
      return { ...place, corner: 'comment' };
    default:
      return place;
  }
}

function* textOf(
  type: number,
  content: Uint8Array,
  place: Place,
  { budget }: Extraction,
): Generator<Part> {
  const isText = type === record.chars || type === record.string;
  if (!isText && type !== record.bytes) return;
  budget.spend(content.length);
  const text = isText ? decode(content, 'utf-16le') : new TextDecoder('latin1').decode(content);
  const shown = text.replace(/\r|\v/g, '\n').replaceAll('\u0000', '');
  if (shown.trim() !== '') yield textPart(shown, place);
}

/** Packed: the length of what comes out, then zlib. */
async function objectBytes(
  { content, isPacked }: State['objects'][number],
  { budget }: Extraction,
): Promise<Uint8Array> {
  return isPacked ? inflate(content.subarray(4), createInflate(), budget) : content;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
