/** What can be taken out of a content, and what stands for the content as a whole. */
import { levelOfFinding } from '../classification/classify.ts';
import type { Finding, FindingKind } from '../detection/finding.ts';
import type { Uploads } from '../policy/uploads-schema.ts';

/** Formats, as sniff.ts names them, of which a copy with masked values can be made. */
export const maskedFormats: ReadonlySet<string> = new Set(['text', 'csv', 'xlsx', 'docx', 'pptx']);

/** Formats of which a copy without what the file tells beside the picture can be made. */
export const strippedFormats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp']);

/** Without these the content would be another one: nothing is masked. */
const ofTheWhole: ReadonlySet<string> = new Set([
  'mark',
  'sensitivity-label',
  'bulk-personal-data',
  'registered-document',
]);

/** Why no copy is offered. */
export const noCopyReasons = [
  /** A mark or a label: what it says of the content stays true without it. */
  'mark',
  /** A list of persons: without them nothing is left, with them it is personal data. */
  'persons',
  /** The content, or a piece of it, was registered. */
  'registered',
  'format',
  /** Of a picture or video: nothing here writes it without what its file tells. */
  'picture-format',
  /** It would be stopped all the same. */
  'stopped',
] as const;
export type NoCopy = (typeof noCopyReasons)[number];

const reasonOf: Readonly<Record<string, NoCopy>> = {
  mark: 'mark',
  'sensitivity-label': 'mark',
  'bulk-personal-data': 'persons',
  'registered-document': 'registered',
};

/** Kinds that make a level, and so are what the content is stopped for. */
export function levelKinds(
  findings: readonly Finding[],
  levelOf: Uploads['levelOf'],
): ReadonlySet<FindingKind> {
  return new Set(
    findings.filter((each) => levelOfFinding(each, levelOf) !== null).map(({ kind }) => kind),
  );
}

/**
 * @param kinds that make a level
 * @returns null where a copy can be made
 */
export function whyNoCopy(type: string | null, kinds: ReadonlySet<FindingKind>): NoCopy | null {
  for (const kind of kinds) if (ofTheWhole.has(kind)) return reasonOf[kind] ?? 'mark';
  return type !== null && maskedFormats.has(type) ? null : 'format';
}

/** `名簿.xlsx` → `名簿 (伏せ字).xlsx`, `写真.jpg` → `写真 (撮影情報なし).jpg` */
export function copyName(name: string, made: 'masked' | 'stripped' = 'masked'): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return `${stem} (${made === 'masked' ? '伏せ字' : '撮影情報なし'})${ending}`;
}
