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
    .map((finding) => order.indexOf(levelOfFinding(finding, levelOf) ?? ''))
    .filter((rank) => rank >= 0);
  return { level: ranks.length === 0 ? null : (order[Math.min(...ranks)] ?? null), findings };
}

/** A mark without a row of its own makes no level: its row names it. */
function levelOfFinding(
  { kind, mark, count }: Finding,
  levelOf: Uploads['levelOf'] = {},
): string | null {
  const row = levelOf[mark === undefined ? kind : (`mark:${mark}` as keyof typeof levelOf)];
  if (row === undefined || typeof row === 'string') return row ?? null;
  return row.rows === undefined || count >= row.rows ? row.level : null;
}

/** From how many distinct persons on the policy speaks of bulk personal data; null: it does not. */
export function personsInBulk(levelOf: Uploads['levelOf'] = {}): number | null {
  const row = levelOf['bulk-personal-data'];
  return row === undefined || typeof row === 'string' ? null : (row.rows ?? null);
}
