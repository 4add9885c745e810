/**
 * What a person wrote → a version of a draft: text masked where something was found, pictures known
 * by keyed digests, and what the detectors say. No value goes any further than here.
 */
import type { FindingRecord } from '../../../shared/audit/content-record.ts';
import { maskText } from '../../../shared/audit/mask.ts';
import { classify } from '../../../shared/classification/classify.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { draftText, wholeDraftText } from '../../../shared/posting/draft-text.ts';
import {
  type DraftPicture,
  mostDraftBytes,
  mostPictureBytes,
} from '../../../shared/protocol/drafts.ts';
import { draftDigest, fileSha256 } from '../../platform/draft-digest.ts';
import { writtenText } from '../../platform/written-draft.ts';
import { Refusal } from '../refusals.ts';
import type { DraftVersion, NewPicture } from '../store/draft-store.ts';
import { pictureType } from './picture-type.ts';

export interface WrittenPicture {
  readonly name: string;
  readonly alt: string;
  /** base64 */
  readonly data: string;
}

export interface Written {
  readonly text: string;
  readonly topic: string | null;
  /** Of the version before. */
  readonly kept: readonly DraftPicture[];
  readonly pictures: readonly WrittenPicture[];
}

export interface MadeVersion {
  readonly version: DraftVersion;
  readonly files: readonly NewPicture[];
  /** For the rules: as it was written. */
  readonly text: string;
  readonly level: string | null;
}

/** @throws Refusal `invalid`: nothing in it, or a picture that is none */
export function makeVersion(
  key: string,
  { text, topic, kept, pictures }: Written,
  compiled: Pick<CompiledPolicy, 'classification'>,
): MadeVersion {
  const files = pictures.map((picture) => readPicture(key, picture));
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > mostDraftBytes)
    throw wrong('pictures', '画像は合わせて 12 MB までです / 12 MB altogether');
  const all = [...kept, ...files.map(({ picture }) => picture)];
  const alts = all.map(({ alt }) => alt);
  if (draftText(wholeDraftText(text, alts)) === '' && all.length === 0) {
    throw wrong('text', '文章か画像を入れてください / write a text, or add a picture');
  }
  const written = writtenText(key, text, alts, compiled);
  const { masked, textDigest, findings } = written;
  return {
    version: {
      ...{ masked, textDigest, topic },
      text: written.text,
      findings: [...findings],
      pictures: all.map((picture, at) => ({ ...picture, alt: written.alts[at] ?? '' })),
    },
    files: files.map(({ picture: { digest }, bytes }) => ({ digest, bytes })),
    text: written.whole,
    level: written.level,
  };
}

/** What a terminal found in text and files counts as it says. */
export function foundLevel(
  findings: readonly FindingRecord[],
  { classification: { levelOf, order } }: Pick<CompiledPolicy, 'classification'>,
): string | null {
  return classify(findings as Parameters<typeof classify>[0], levelOf, { order }).level;
}

/** The name that a person gave a file passes the mask as their words do. */
function readPicture(key: string, { name, alt, data }: WrittenPicture) {
  const bytes = new Uint8Array(Buffer.from(data, 'base64'));
  const type = pictureType(bytes);
  if (bytes.length > mostPictureBytes)
    throw wrong('pictures', '画像は 1 枚 5 MB までです / 5 MB each');
  if (type === null) {
    throw wrong(
      'pictures',
      'PNG、JPEG、GIF、WebP の画像を選んでください / choose a PNG, JPEG, GIF or WebP picture',
    );
  }
  const digest = draftDigest(key, fileSha256(bytes));
  const picture: DraftPicture = {
    name: name === '' ? null : maskText(name),
    type,
    bytes: bytes.length,
    alt,
    digest,
  };
  return { picture, bytes };
}

function wrong(field: string, sentence: string): Refusal {
  return new Refusal('invalid', { fields: { [field]: sentence } });
}
