/** A posting of those that somebody may see. */
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Caller } from '../accounts/sessions.ts';
import { Refusal } from '../refusals.ts';
import type { PostingStore, StoredPosting } from '../store/content-stores.ts';
import { mayReview, ownServices } from './own-services.ts';

/** Another service's posting is told from none by nobody. @throws Refusal */
export async function ownPosting(
  store: Pick<PostingStore, 'byId'>,
  policy: Policy,
  id: string,
  { account }: Caller,
  now: number,
): Promise<StoredPosting> {
  const posting = await store.byId(id);
  const services = ownServices(policy, account, now);
  if (posting === null || services?.includes(posting.posting.service) === false) {
    throw new Refusal('not-found');
  }
  return posting;
}

/** One that the caller may also say something of. @throws Refusal */
export async function postingToSay(
  store: Pick<PostingStore, 'byId'>,
  policy: Policy,
  id: string,
  caller: Caller,
  now: number,
): Promise<StoredPosting> {
  const posting = await ownPosting(store, policy, id, caller, now);
  if (!mayReview(policy, caller.account, posting.posting.service, now))
    throw new Refusal('forbidden');
  return posting;
}
