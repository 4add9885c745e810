/** The page that asked, as far as the browser tells. */
import type { IncomingHttpHeaders } from 'node:http';
import { maskHost } from '../../shared/audit/mask.ts';
import { type Destination, parseDestination } from '../../shared/destination/destination.ts';

type Headers = Pick<IncomingHttpHeaders, 'origin' | 'referer'>;

/** Its host, as it is kept. */
export function initiatorOf(headers: Headers): string | null {
  const page = initiatorPlace(headers);
  return page === null ? null : maskHost(page.host) || null;
}

export function initiatorPlace({
  origin,
  referer,
}: Headers): Pick<Destination, 'host' | 'port'> | null {
  for (const text of [origin, referer]) {
    const parsed = text === undefined ? null : parseDestination(text);
    if (parsed?.ok) return { host: parsed.destination.host, port: parsed.destination.port };
  }
  return null;
}
