/** A process that inspects, one content after the other. It writes nothing and connects nowhere. */
import { createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import type { DetectionOptions } from '../../shared/detection/detect.ts';
import type { RegisteredDocuments } from '../../shared/detection/registered/watch-copies.ts';
import { type PipedRequest, takeContent } from './content-pipe.ts';
import { digestOf } from './digest.ts';
import { type InspectionReport, inspectContent, notInspected } from './inspect-content.ts';
import { defaultLimits, type Limits, type Why } from './limits.ts';
import type {
  ChildReport,
  ChildRequest,
  CopyRequest,
  FingerprintRequest,
  InspectionRequest,
  WholeRequest,
} from './messages.ts';
import { createPictureReader, type PictureReader } from './ocr/picture-reader.ts';
import {
  type FingerprintReport,
  fingerprintContent,
  notFingerprinted,
} from './registered/fingerprint-content.ts';
import { createLoadRegistered } from './registered/load-registered.ts';
import { notCompared, requestNotCompared } from './registered/not-compared.ts';
import { inspectRequest } from './requests/inspect-request.ts';
import { startWatchdog } from './watchdog.ts';

/** Hexadecimal digits of a fingerprint: enough to compare, too few to search back even with the key. */
const fingerprintLength = 16;

startWatchdog(process.ppid, defaultLimits.memory * 1.25);
// For the next child; nothing where no folder is given.
flushCompileCache();

process.on('disconnect', () => process.exit());
// Of a library that has given a document up: what was asked of it has its own answer, and this would
// end the process at the next content.
process.on('unhandledRejection', () => {});
const loadRegistered = createLoadRegistered(Date.now);

process.on('message', async (asked: PipedRequest) => {
  await respond(asked);
  // Now, and not when the next large content has come: memory, and what was in it.
  if (asked.piped !== undefined) globalThis.gc?.();
});

async function respond(asked: PipedRequest): Promise<void> {
  const request = await takeContent(asked);
  process.send?.({ id: asked.id, report: await answer(request) });
}

async function answer(asked: ChildRequest): Promise<ChildReport> {
  if ('secret' in asked) return fingerprint(asked);
  if ('picture' in asked) {
    // Loaded where a city keeps thumbnails.
    const { makeThumbnail } = await import('./thumbnails/make-thumbnail.ts');
    return makeThumbnail(asked.picture);
  }
  const registered = await loadRegistered(asked.registered);
  const detection = detectionOf(asked, registered === 'missing' ? null : registered);
  if ('copy' in asked) {
    const { copy, limits } = asked;
    // Loaded where somebody wants a copy.
    const { makeCopy } = await import('./masking/make-copy.ts');
    const { copyWithoutMetadata } = await import('./masking/strip-metadata.ts');
    const pictures = picturesOf(asked);
    const options = { limits, detection, pictures, withText: false };
    return copy.metadata
      ? copyWithoutMetadata(copy.bytes, copy.name, options)
      : makeCopy(copy.bytes, copy.name, { ...options, kinds: copy.kinds });
  }
  if ('request' in asked) {
    const report = await inspectRequest(asked.request, {
      ...asked,
      detection,
      pictures: picturesOf(asked),
    });
    return registered === 'missing' ? requestNotCompared(report) : report;
  }
  const report = await inspect(asked, detection);
  return registered === 'missing' ? notCompared(report) : report;
}

async function inspect(
  asked: InspectionRequest,
  detection: DetectionOptions,
): Promise<InspectionReport> {
  const { content, name, limits, withText, digestKey, password } = asked;
  const bytes = await bytesOf(content, limits);
  if (!(bytes instanceof Uint8Array)) return notInspected(bytes.why);
  const pictures = picturesOf(asked);
  const report = await inspectContent(bytes, name, {
    limits,
    withText,
    detection,
    pictures,
    ...(password === undefined ? {} : { password }),
  });
  return digestKey === undefined ? report : { ...report, digest: digestOf(digestKey, [bytes]) };
}

async function fingerprint(asked: FingerprintRequest): Promise<FingerprintReport> {
  const bytes = await bytesOf(asked.content, asked.limits);
  if (!(bytes instanceof Uint8Array)) return notFingerprinted(bytes.why);
  return fingerprintContent(bytes, asked.name, asked);
}

function picturesOf({
  ocr = { time: 0 },
}: InspectionRequest | WholeRequest | CopyRequest): PictureReader {
  return createPictureReader(ocr);
}

function detectionOf(
  asked: InspectionRequest | WholeRequest | CopyRequest,
  registered: RegisteredDocuments | null,
): DetectionOptions {
  const { threshold, confidence, persons, fingerprintKey } = asked;
  return {
    ...(threshold === undefined ? {} : { threshold }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(persons === undefined ? {} : { persons }),
    ...(fingerprintKey === undefined ? {} : { fingerprint: fingerprintWith(fingerprintKey) }),
    ...(registered === null ? {} : { registered }),
  };
}

async function bytesOf(
  content: InspectionRequest['content'],
  limits: Limits,
): Promise<Uint8Array | { why: Why }> {
  return 'bytes' in content ? content.bytes : readWhole(content.path, limits.bytesIn);
}

async function readWhole(path: string, most: number): Promise<Uint8Array | { why: Why }> {
  try {
    const found = await stat(path);
    // A pipe or a device may never end, and says nothing of what another reader gets.
    if (!found.isFile()) return { why: 'missing' };
    return found.size > most ? { why: 'too-large' } : await readFile(path);
  } catch {
    return { why: 'missing' };
  }
}

function fingerprintWith(key: Uint8Array): (kind: string, value: string) => string {
  return (kind, value) =>
    createHmac('sha256', key).update(`${kind}\0${value}`).digest('hex').slice(0, fingerprintLength);
}
