/** Services whose responsible person cannot answer here: no account of the console, or a term that is over. */
import { type GapKind, registerGaps } from '../../../shared/policy/register-gaps.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { surroundingsOf } from '../../../shared/policy/warn-of-register.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { serviceTitle } from '../postings/service-title.ts';

const kinds = ['responsible-unknown', 'responsible-term-ended'] as const satisfies GapKind[];

/** @param accounts those that can sign in */
export function missingResponsible(
  policy: Pick<Policy, 'posting' | 'users' | 'organization'>,
  now: number,
  accounts: readonly { readonly id: string; readonly user: string | null }[],
): ConsoleAnswer<'overview'>['missingResponsible'] {
  const surroundings = surroundingsOf(policy, now, accounts);
  return (policy.posting ?? []).flatMap((rule) => {
    const gaps = registerGaps(rule, surroundings);
    const kind = kinds.find((each) => gaps.some((gap) => gap.kind === each));
    const { service, responsible } = rule;
    return kind === undefined
      ? []
      : [{ service, title: serviceTitle(policy, service), kind, responsible }];
  });
}
