/** The extension's early decision, for a page of a real browser: bundled by bundle-page.ts. */
import { decideOutgoing, type OutgoingRequest } from '../../extension/background/early-decision.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { compileProjection, projectionSchema } from '../../shared/policy/projection.ts';

export interface PageRow {
  /** Of the projections. */
  readonly projection: number;
  readonly request: OutgoingRequest;
  /** Epoch ms. */
  readonly at: number;
}

/** null: nothing that can be decided on. */
export type DecideRows = (
  projections: readonly string[],
  rows: readonly PageRow[],
) => (Decision | null)[];

function decideRows(texts: readonly string[], rows: readonly PageRow[]): (Decision | null)[] {
  const held = texts.map((text) => {
    const projection = projectionSchema.parse(JSON.parse(text));
    return { projection, compiled: compileProjection(projection) };
  });
  return rows.map(({ projection, request, at }) => {
    const found = held[projection];
    if (found === undefined) throw new Error('no such projection');
    return decideOutgoing(found, request, at, 'id');
  });
}

Object.assign(globalThis, { decideRows: decideRows satisfies DecideRows });
