/**
 *   bytes ─ content encoding ─► body ─► files, fields ─┐
 *   url ─► path, query ────────────────────────────────┴► extract, detect ─► a report for each
 * All items of one request share its limits.
 */
import {
  createDetection,
  type Detection,
  type DetectionOptions,
} from '../../../shared/detection/detect.ts';
import type { Part } from '../../../shared/detection/part.ts';
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';
import { digestOf } from '../digest.ts';
import { extract } from '../extract.ts';
import { type InspectionReport, inspectContent, metadataOf } from '../inspect-content.ts';
import { type Budget, createBudget, type Limits, NotInspected, type Why } from '../limits.ts';
import type { PictureReader } from '../ocr/picture-reader.ts';
import { decodeBody, encodingsOf } from './decode-body.ts';
import type { Field } from './field.ts';
import { fieldContents } from './field-contents.ts';
import { detectorsWithout, ownCredentials, ownCredentialsOfBytes } from './own-credentials.ts';
import {
  type ItemReport,
  itemReport,
  type RequestReport,
  requestReport,
} from './request-report.ts';
import { type BodyHeaders, type Piece, splitBody } from './split-body.ts';
import { urlFields } from './url-fields.ts';

export interface RequestContent extends BodyHeaders {
  readonly bytes: Uint8Array;
  /** '' for none. */
  readonly contentEncoding: string;
  /** Absolute, or path and query. */
  readonly url: string;
}

export interface RequestOptions {
  readonly limits: Limits;
  readonly detection: DetectionOptions;
  readonly digestKey: Uint8Array;
  /** Without it pictures are not read. */
  readonly pictures?: PictureReader;
}

/** Never throws: what fails is a reason. */
export async function inspectRequest(
  content: RequestContent,
  options: RequestOptions,
): Promise<RequestReport> {
  const budget = createBudget(options.limits, () => performance.now(), options.pictures);
  budget.take(content.bytes.length + content.url.length);
  const query = await inspectUrl(content.url, options, budget);
  const encodings = encodingsOf(content.contentEncoding);
  const body = await decoded(content.bytes, encodings, budget);
  if (!(body instanceof Uint8Array)) {
    return requestReport([...query, rawItem(content.bytes, body.why, options)]);
  }
  budget.take(body.length);
  const items = await inspectBody(body, content, options, budget);
  return requestReport([...items, ...query], encodings.length > 0 ? body : null);
}

async function decoded(
  bytes: Uint8Array,
  encodings: readonly string[],
  budget: Budget,
): Promise<Uint8Array | { why: Why }> {
  if (bytes.length > budget.limits.bytesIn) return { why: 'too-large' };
  try {
    return bytes.length === 0 ? bytes : await decodeBody(bytes, encodings, budget);
  } catch (error) {
    return { why: error instanceof NotInspected ? error.why : 'broken' };
  }
}

async function inspectBody(
  body: Uint8Array,
  headers: BodyHeaders,
  options: RequestOptions,
  budget: Budget,
): Promise<ItemReport[]> {
  try {
    const { pieces, form } = await splitBody(body, headers);
    const items: ItemReport[] = [];
    if (form !== null) {
      const report = await inspectFields(form.fields, 'form', true, options, budget);
      const bytes = form.digested.reduce((sum, each) => sum + each.length, 0);
      const digest = digestOf(options.digestKey, form.digested);
      items.push(itemReport({ kind: 'text', name: null, bytes, digest }, report));
    }
    for (const piece of pieces) items.push(await inspectPiece(piece, options, budget));
    return items;
  } catch (error) {
    return [rawItem(body, error instanceof NotInspected ? error.why : 'broken', options)];
  }
}

async function inspectPiece(
  { kind, name, bytes, why }: Piece,
  { limits, detection, digestKey }: RequestOptions,
  budget: Budget,
): Promise<ItemReport> {
  const own = kind === 'text' ? ownCredentialsOfBytes(bytes) : [];
  const report = await inspectContent(bytes, name ?? '', {
    limits,
    detection: withoutOwn(detection, own),
    withText: false,
    budget,
  });
  const of = { kind, name, bytes: bytes.length, digest: digestOf(digestKey, [bytes]) };
  if (why === undefined) return itemReport(of, report);
  return itemReport(of, { ...report, inspected: report.inspected !== false && 'partly', why });
}

/** A path alone is an item only where something is found in it. */
async function inspectUrl(
  url: string,
  options: RequestOptions,
  budget: Budget,
): Promise<ItemReport[]> {
  const { path, query, bytes } = urlFields(url);
  const report = await inspectFields([...path, ...query], 'url', false, options, budget);
  if (query.length === 0 && report.findings.length === 0) return [];
  const digest = digestOf(options.digestKey, [bytes]);
  return [itemReport({ kind: 'query', name: null, bytes: bytes.length, digest }, report)];
}

async function inspectFields(
  fields: readonly Field[],
  type: string,
  isTyped: boolean,
  { detection: options }: RequestOptions,
  budget: Budget,
): Promise<InspectionReport> {
  const detection = createDetection(withoutOwn(options, ownCredentials(fields)));
  const problems: Why[] = [];
  const metadata = new Set<PictureMetadata>();
  let tables = 1;
  try {
    for await (const content of fieldContents(fields, isTyped)) {
      if ('part' in content) {
        budget.spend(content.part.form === 'text' ? content.part.text.length : 0);
        detection.add(content.part);
        continue;
      }
      budget.enter();
      const { parts, outcome } = extract(content.bytes, '', budget, detection.contents);
      tables = await addInner(detection, parts, content.place.entry ?? [], tables);
      problems.push(...outcome.problems);
      for (const kind of outcome.metadata) metadata.add(kind);
    }
  } catch (error) {
    problems.push(error instanceof NotInspected ? error.why : 'broken');
  }
  const [why] = problems;
  return {
    type,
    inspected: why === undefined ? true : 'partly',
    ...(why === undefined ? {} : { why }),
    findings: detection.finish(),
    ...metadataOf({ metadata }),
  };
}

function withoutOwn(options: DetectionOptions, own: readonly string[]): DetectionOptions {
  return own.length === 0 ? options : { ...options, detectors: detectorsWithout(own) };
}

/** Parts of what stands in a field, placed in it; its tables get numbers of their own. */
async function addInner(
  detection: Detection,
  parts: AsyncIterable<Part>,
  entry: readonly string[],
  tables: number,
): Promise<number> {
  let last = tables;
  for await (const part of parts) {
    const place = { ...part.place, entry: [...entry, ...(part.place.entry ?? [])] };
    if (part.form === 'table') last = Math.max(last, tables + part.table);
    detection.add(
      part.form === 'text'
        ? { ...part, place, alone: false }
        : { ...part, place, table: tables + part.table },
    );
  }
  return last;
}

function rawItem(bytes: Uint8Array, why: Why, { digestKey }: RequestOptions): ItemReport {
  return {
    kind: 'raw',
    name: null,
    type: null,
    bytes: bytes.length,
    inspected: false,
    why,
    findings: [],
    digest: digestOf(digestKey, [bytes]),
  };
}
