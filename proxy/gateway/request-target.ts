/** Which destination a request names, by its target and its Host. The two must agree. */
import {
  type Destination,
  defaultPorts,
  hostText,
  parseDestination,
  parseTarget,
} from '../../shared/destination/destination.ts';

export type ReadTarget =
  | { readonly ok: true; readonly destination: Destination }
  /** `form`: not a form that belongs here; `destination`: unusable; `host`: Host and target disagree. */
  | { readonly ok: false; readonly problem: 'form' | 'destination' | 'host' };

/** To the proxy itself: absolute form (`GET http://city.example/ HTTP/1.1`), and nothing else. */
export function readAbsoluteTarget(
  target: string,
  host: string | undefined,
  isUpgrade: boolean,
): ReadTarget {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return { ok: false, problem: 'form' };
  if (!isPlain(target)) return { ok: false, problem: 'destination' };
  const parsed = parseDestination(isUpgrade ? target.replace(/^http/i, 'ws') : target);
  if (!parsed.ok) return { ok: false, problem: 'destination' };
  if (host !== undefined && !agrees(host, parsed.destination))
    return { ok: false, problem: 'host' };
  return parsed;
}

/** Inside an intercepted tunnel: origin form (`GET /path HTTP/1.1`), for the tunnel's own host. */
export function readOriginTarget(
  target: string,
  host: string | undefined,
  tunnel: Destination,
  scheme: 'http' | 'https' | 'ws' | 'wss',
): ReadTarget {
  if (!target.startsWith('/')) return { ok: false, problem: 'form' };
  if (!isPlain(target)) return { ok: false, problem: 'destination' };
  const parsed = parseTarget(tunnel, scheme, target);
  if (!parsed.ok) return { ok: false, problem: 'destination' };
  // Without a Host (HTTP/1.0) the server behind might choose any of its sites.
  if (host === undefined || !agrees(host, parsed.destination))
    return { ok: false, problem: 'host' };
  return parsed;
}

/**
 * Visible ASCII without what browsers and servers read in different ways. A `\` is a slash to some,
 * but not behind the question mark, where browsers send it as it is.
 */
function isPlain(target: string): boolean {
  return /^[\x21-\x5b\x5d-\x7e]+(?:\?[\x21-\x7e]*)?$/.test(target) && !/[#<>"]/.test(target);
}

function agrees(host: string, destination: Destination): boolean {
  const { scheme, host: expected, port } = destination;
  // As browsers write it: the canonical text, which a parser leaves as it is.
  const written = hostText(destination);
  if (host === written) return port === defaultPorts[scheme];
  if (host === `${written}:${port}`) return true;
  if (/[/?#@\\\s]/.test(host)) return false;
  const parsed = parseDestination(`${scheme}://${host}/`);
  return parsed.ok && parsed.destination.host === expected && parsed.destination.port === port;
}
