/**
 * A tunnel to a host that is excepted from interception is not open for uploads: what goes up is
 * counted, and past the exception's number the tunnel ends, and the next is refused for an hour.
 */
import {
  decideUnreadUpload,
  unreadBytes as unreadLimit,
} from '../../shared/policy/decide-unread-upload.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { Asked } from './barrier.ts';
import type { UnreadBytes } from './unread-bytes.ts';

export interface UnreadLimit {
  /** The refusal of a tunnel while too much has been sent; null where it may be opened. */
  readonly refusal: Decision | null;
  /** Counts what is to be sent. false: it must not go any more. */
  allows(bytes: number): boolean;
}

/**
 * null: nobody counts there.
 * @param onNoted in mode `observe`, once: what `enforce` would have ended
 */
export function limitUnread(
  state: PolicyState,
  { destination, credential, id }: Asked,
  unread: UnreadBytes,
  onNoted: () => void,
): UnreadLimit | null {
  if (state.state === 'none') return null;
  const limit = unreadLimit(state.compiled, destination);
  const decision = decideUnreadUpload(state.compiled, destination, id);
  if (limit === null || decision === null) return null;
  const user = credential?.user ?? null;
  const { host } = destination;
  const isEnforced = decision.action !== 'allow';
  return {
    refusal: isEnforced && unread.total(user, host) > limit ? decision : null,
    allows(bytes) {
      if (unread.add(user, host, bytes) <= limit) return true;
      if (!isEnforced && unread.note(user, host)) onNoted();
      return !isEnforced;
    },
  };
}
