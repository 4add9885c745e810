import { api } from '../platform/browser.ts';

/**
 * The tab that the popup was opened over; null where nobody can tell. Where the popup itself is a
 * tab its address may name another (`?tab=7`).
 */
export async function lookedAtTab(): Promise<number | null> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null && /^\d{1,10}$/.test(named)) return Number(named);
  const [active] = await api.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? null;
}
