/**
 * May content leave through a tunnel that nobody reads? A host excepted from interception is not
 * open for uploads: what a person sends there is counted, and past the exception's number of bytes
 * the tunnel ends.
 */
import type { Destination } from '../destination/destination.ts';
import type { CompiledException, CompiledPolicy } from './compile.ts';
import { type Decision, decide } from './decision.ts';
import { matchingEntries } from './judge-entries.ts';
import { anybody } from './scope.ts';

/**
 * The bytes that one person may send there in an hour; null where uploads are read or nobody looks
 * at them. Of several exceptions the one with the fewest.
 */
export function unreadBytes(policy: CompiledPolicy, destination: Destination): number | null {
  return exceptionOf(policy, destination)?.upstreamBytes ?? null;
}

/** The refusal of an upload that cannot be read, or is more than may leave unread. */
export function decideUnreadUpload(
  policy: CompiledPolicy,
  destination: Destination,
  id: string,
): Decision | null {
  const exception = exceptionOf(policy, destination);
  if (exception === null) return null;
  const { rule, clause } = exception;
  return decide({ action: 'block', reason: 'unread-upload', rule, clause }, policy.mode, id);
}

function exceptionOf(policy: CompiledPolicy, destination: Destination): CompiledException | null {
  if (!policy.readsUploads) return null;
  const asked = { destination, person: anybody, initiator: 'unseen', at: 0 } as const;
  const found = matchingEntries(policy.interceptExcept, asked);
  return found.reduce<CompiledException | null>(
    (least, each) => (least === null || each.upstreamBytes < least.upstreamBytes ? each : least),
    null,
  );
}
