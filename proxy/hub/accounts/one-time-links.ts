/** One-time links: single use, an hour. The token travels behind `#`, which no server log sees. */
import type { OneTimeLink, Store } from '../store/store.ts';
import { newToken, tokenHash } from './tokens.ts';

export const linkMs = 3_600_000;

export interface MadeLink {
  readonly link: string;
  readonly expires: string;
}

/** @param origin e.g. `http://127.0.0.1:8600` */
export async function makeLink(
  store: Pick<Store, 'links'>,
  origin: string,
  link: Pick<OneTimeLink, 'purpose' | 'account'>,
  now: number,
): Promise<MadeLink> {
  const token = newToken();
  const expires = new Date(now + linkMs).toISOString();
  await store.links.create({ ...link, hash: tokenHash(token), expires });
  return { link: `${origin}/setup#${token}`, expires };
}

/** The first start's link; null once there is an administrator. Earlier ones end. */
export async function makeFirstLink(
  store: Pick<Store, 'links' | 'accounts'>,
  origin: string,
  now: number,
): Promise<string | null> {
  if (await store.accounts.hasAdministrator()) return null;
  const link = { purpose: 'first-administrator', account: null } as const;
  return (await makeLink(store, origin, link, now)).link;
}
