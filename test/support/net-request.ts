/** What a browser does with rules of declarativeNetRequest, as far as ours use it. */
import type { NetCondition, NetRule } from '../../shared/policy/net-request-rules.ts';

/** Whether a request for this URL would be stopped. */
export function isStoppedBy(rules: readonly NetRule[], url: string): boolean {
  const found = rules.filter(({ condition }) => holds(condition, url));
  const top = Math.max(...found.map(({ priority }) => priority));
  // Of one priority an allow wins.
  const acting = found.filter(({ priority }) => priority === top).map(({ action }) => action.type);
  return acting.length > 0 && !acting.includes('allow');
}

function holds({ requestDomains, regexFilter }: NetCondition, url: string): boolean {
  const host = new URL(url).hostname;
  if (requestDomains && !requestDomains.some((each) => isWithin(host, each))) return false;
  return regexFilter === undefined || new RegExp(regexFilter).test(url);
}

const isWithin = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);
