/** What can go wrong with the proxy above this one: never a refusal of ours. Words in refusal-words.ts. */
export const upstreamFailures = [
  'upstream-not-found', // its name cannot be looked up
  'upstream-unreachable', // it takes no connection
  'upstream-tls-failed', // it is reached by https, and its certificate is not good
  'upstream-credential-missing', // the policy names a user, and this terminal has no password for it
  'upstream-credential-refused', // it answered 407
  'upstream-refused', // it refuses this destination
  'upstream-destination-failed', // it could not reach the destination
  'upstream-timeout', // it took the connection, and did not answer in time
  'upstream-failed', // it broke off, or did not answer in HTTP
] as const;
export type UpstreamFailure = (typeof upstreamFailures)[number];

export function isUpstreamFailure(code: string): code is UpstreamFailure {
  return (upstreamFailures as readonly string[]).includes(code);
}
