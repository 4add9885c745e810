/** Findings → level: the highest that the policy gives to any of them. */
import type { Finding } from '../detection/finding.ts';
import type { Uploads } from '../policy/uploads-schema.ts';

export interface Classification {
  /** null: nothing was found that makes a level. */
  readonly level: string | null;
  readonly findings: readonly Finding[];
}

export function classify(
  findings: readonly Finding[],
  levelOf: Uploads['levelOf'],
  { order }: { readonly order: readonly string[] },
): Classification {
  const ranks = findings
    .map((finding) => rankOf(finding, levelOf, order))
    .filter((rank) => rank >= 0);
  return { level: ranks.length === 0 ? null : (order[Math.min(...ranks)] ?? null), findings };
}

/** A registered document has the level that it was registered with, as long as the policy knows it. */
function rankOf(finding: Finding, levelOf: Uploads['levelOf'], order: readonly string[]): number {
  const registered = finding.document === undefined ? -1 : order.indexOf(finding.document.level);
  if (registered >= 0) return registered;
  const rank = order.indexOf(levelOfFinding(finding, levelOf) ?? '');
  // Its level was renamed: the highest rather than none.
  return rank < 0 && finding.document !== undefined ? 0 : rank;
}

/** A mark, or a label, without a row of its own makes no level: its row names it. */
export function levelOfFinding(
  { kind, mark, label, labelId, count }: Finding,
  levelOf: Uploads['levelOf'] = {},
): string | null {
  const rows: Readonly<Record<string, Row | undefined>> = levelOf;
  const named = [label, labelId].flatMap((name) =>
    name === undefined ? [] : (labelRow(rows, name) ?? []),
  );
  const row = named[0] ?? rows[mark === undefined ? kind : `mark:${mark}`];
  if (row === undefined || typeof row === 'string') return row ?? null;
  return row.rows === undefined || count >= row.rows ? row.level : null;
}

type Row = NonNullable<Uploads['levelOf']>[keyof NonNullable<Uploads['levelOf']>];

/** Names of labels are written as people do: without regard to case and outer spaces. */
function labelRow(rows: Readonly<Record<string, Row | undefined>>, name: string): Row | undefined {
  const wanted = `label:${name}`.trim().toLowerCase();
  const key = Object.keys(rows).find((each) => each.trim().toLowerCase() === wanted);
  return key === undefined ? undefined : rows[key];
}

/** From how many distinct persons on the policy speaks of bulk personal data; null: it does not. */
export function personsInBulk(levelOf: Uploads['levelOf'] = {}): number | null {
  const row = levelOf['bulk-personal-data'];
  return row === undefined || typeof row === 'string' ? null : (row.rows ?? null);
}
