/** Of a stopped file: would a copy with masked values, of a picture one without what its file tells, be let through? */
import type { SeenItem } from '../../shared/audit/upload-record.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import {
  levelKinds,
  type NoCopy,
  strippedFormats,
  whyNoCopy,
} from '../../shared/masking/taken-out.ts';
import { judgeItem } from '../../shared/policy/decide-upload.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { Person } from '../../shared/protocol/link.ts';
import type { TakeOut } from '../../shared/protocol/take-out.ts';

/** Nothing where there is nothing to take out. */
export function offerOf(
  state: PolicyState,
  { action, reason }: Pick<Decision, 'action' | 'reason'>,
  item: SeenItem,
  where: {
    readonly destination: Destination | null;
    readonly person: Person;
    readonly terminal: string;
    readonly at: number;
  },
): { takeOut?: TakeOut } {
  const { destination, person, terminal, at } = where;
  if (action === 'allow' || item.kind !== 'file' || item.digest === '') return {};
  if (state.state === 'none' || destination === null) return {};
  const { compiled } = state;
  const context = { destination, user: person.user, unit: person.unit, terminal, at };
  if (reason === 'picture-metadata') {
    const rest = judgeItem(compiled, item, context);
    if (rest !== null && rest.action !== 'allow') return impossible('stopped');
    if (!strippedFormats.has(item.type ?? '')) return impossible('picture-format');
    return { takeOut: { possible: true, kinds: [], metadata: true } };
  }
  const kinds = levelKinds(item.findings, compiled.classification.levelOf);
  if (kinds.size === 0) return {};
  const why = whyNoCopy(item.type, kinds);
  if (why !== null) return impossible(why);
  const masked = judgeItem(compiled, { ...item, level: null }, context);
  // What stopped it may have nothing to do with what was found.
  const isForFindings = reason === 'upload-rule' || reason === 'could-not-inspect';
  if (!isForFindings || (masked !== null && masked.action !== 'allow')) {
    return impossible('stopped');
  }
  return { takeOut: { possible: true, kinds: [...kinds] } };
}

function impossible(why: NoCopy): { takeOut: TakeOut } {
  return { takeOut: { possible: false, why } };
}
