/** A person keeps back what a guard's warning holds: its one line is written now. */
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { Caller } from '../credentials.ts';
import type { HeldContent } from '../held-content.ts';
import { type Refusal, refuse } from '../refusal.ts';

export function withdrawRoute({
  held,
}: {
  held: Pick<HeldContent, 'withdraw'>;
}): (body: LinkBody<'withdraw'>, caller: Caller) => Promise<LinkAnswer<'withdraw'> | Refusal> {
  return async ({ decision }, { person }) =>
    (await held.withdraw(person.user, decision)) ? {} : refuse('warning-unknown');
}
