/** The browser's declarativeNetRequest, which the polyfill has no types for. */
import type { NetRule } from '../../shared/policy/net-request-rules.ts';
import { api } from './browser.ts';

interface NetRequest {
  getDynamicRules(): Promise<{ id: number }[]>;
  updateDynamicRules(update: {
    removeRuleIds: number[];
    addRules: readonly NetRule[];
  }): Promise<void>;
}

const netRequest = () =>
  (api as unknown as { declarativeNetRequest: NetRequest }).declarativeNetRequest;

/** All at once: no request is decided on by half of them. */
export async function replaceNetRules(rules: readonly NetRule[]): Promise<void> {
  const before = await netRequest().getDynamicRules();
  if (before.length === 0 && rules.length === 0) return;
  const removeRuleIds = before.map(({ id }) => id);
  await netRequest().updateDynamicRules({ removeRuleIds, addRules: rules });
}
