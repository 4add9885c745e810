/**
 * What the guard holds → what is in it. A file is looked at as it is; the text of a form comes as
 * the form would send it (application/x-www-form-urlencoded), and is looked at field by field.
 */
import type { CompiledClassification } from '../../shared/policy/compile.ts';
import type { InspectPiece } from '../../shared/protocol/link.ts';
import type { InspectionReport } from '../inspection/inspect-content.ts';
import type { InspectionPool } from '../inspection/pool.ts';

export function inspectUpload(
  pool: Pick<InspectionPool, 'inspect'>,
  { kind, name, password }: Pick<InspectPiece, 'kind' | 'name' | 'password'>,
  bytes: Uint8Array,
  options: {
    classification: Pick<CompiledClassification, 'threshold' | 'confidence' | 'persons' | 'ocr'>;
    fingerprintKey: Uint8Array;
    signal: AbortSignal;
  },
): Promise<InspectionReport> {
  const { classification, fingerprintKey, signal } = options;
  const { threshold, confidence, persons, ocr } = classification;
  return pool.inspect({
    content: { bytes: kind === 'file' ? bytes : readableForm(bytes) },
    name,
    ...(password === undefined ? {} : { password }),
    threshold,
    confidence,
    persons,
    ocr,
    fingerprintKey,
    signal,
  });
}

/** `a=%E5%80%A4&b=1` → a line for each field, its name before its value. */
export function readableForm(bytes: Uint8Array): Uint8Array {
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  const lines = [...fields].map(([name, value]) => `${name}: ${value}\n`);
  return new TextEncoder().encode(lines.join(''));
}
