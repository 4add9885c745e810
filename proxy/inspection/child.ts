/** A process that inspects, one content after the other. It writes nothing and connects nowhere. */
import { createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { DetectionOptions } from '../../shared/detection/detect.ts';
import { digestOf } from './digest.ts';
import { type InspectionReport, inspectContent, notInspected } from './inspect-content.ts';
import { defaultLimits } from './limits.ts';
import type { ChildRequest, InspectionRequest } from './messages.ts';
import { inspectRequest } from './requests/inspect-request.ts';

/** Hexadecimal digits of a fingerprint: enough to compare, too few to search back even with the key. */
const fingerprintLength = 16;

new Worker(new URL('./watchdog.ts', import.meta.url), {
  workerData: { parent: process.ppid, memory: defaultLimits.memory * 1.25 },
}).unref();

process.on('disconnect', () => process.exit());
process.on('message', async (asked: ChildRequest) => {
  const report =
    'request' in asked
      ? await inspectRequest(asked.request, { ...asked, detection: detectionOf(asked) })
      : await answer(asked);
  process.send?.({ id: asked.id, report });
});

async function answer(asked: InspectionRequest): Promise<InspectionReport> {
  const { content, name, limits, withText, digestKey } = asked;
  const bytes = 'bytes' in content ? content.bytes : await readWhole(content.path, limits.bytesIn);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const detection = detectionOf(asked);
  const report = await inspectContent(bytes, name, { limits, withText, detection });
  return digestKey === undefined ? report : { ...report, digest: digestOf(digestKey, [bytes]) };
}

function detectionOf({ threshold, persons, fingerprintKey }: ChildRequest): DetectionOptions {
  return {
    ...(threshold === undefined ? {} : { threshold }),
    ...(persons === undefined ? {} : { persons }),
    ...(fingerprintKey === undefined ? {} : { fingerprint: fingerprintWith(fingerprintKey) }),
  };
}

async function readWhole(path: string, most: number): Promise<Uint8Array | InspectionReport> {
  try {
    const found = await stat(path);
    // A pipe or a device may never end, and says nothing of what another reader gets.
    if (!found.isFile()) return notInspected('missing');
    return found.size > most ? notInspected('too-large') : await readFile(path);
  } catch {
    return notInspected('missing');
  }
}

function fingerprintWith(key: Uint8Array): (kind: string, value: string) => string {
  return (kind, value) =>
    createHmac('sha256', key).update(`${kind}\0${value}`).digest('hex').slice(0, fingerprintLength);
}
