/** The page that asked, as far as the browser tells. */
import type { IncomingHttpHeaders } from 'node:http';
import { maskHost } from '../../shared/audit/mask.ts';
import {
  type Destination,
  parseDestination,
  urlText,
} from '../../shared/destination/destination.ts';
import type { AskingPage } from '../../shared/policy/initiator.ts';

type Headers = Pick<IncomingHttpHeaders, 'origin' | 'referer'>;

/** Its host, as it is kept. */
export function initiatorOf(headers: Headers): string | null {
  const page = initiatorPlace(headers);
  return page === null ? null : maskHost(page.host) || null;
}

export function initiatorPlace(headers: Headers): Pick<Destination, 'host' | 'port'> | null {
  const page = pageOf(headers);
  return page === null ? null : { host: page.host, port: page.port };
}

/**
 * Who wants it, for entries that ask: what is opened in a tab is asked for by the person, though a
 * page before it may be named. A page can hide itself (Referrer-Policy); then nobody can tell.
 */
export function askingPage(
  headers: Headers & Pick<IncomingHttpHeaders, 'sec-fetch-dest' | 'sec-fetch-site'>,
  destination: Destination,
): AskingPage {
  const { 'sec-fetch-dest': dest, 'sec-fetch-site': site } = headers;
  if (dest === 'document' || site === 'none') return { initiator: null };
  const page = pageOf(headers);
  if (page !== null) return { initiator: originText(page) };
  return site === 'same-origin'
    ? { initiator: originText(destination) }
    : { initiatorUnseen: true };
}

function pageOf({ origin, referer }: Headers): Destination | null {
  for (const text of [origin, referer]) {
    const page = text === undefined ? null : readPage(text);
    if (page !== null) return page;
  }
  return null;
}

let readText = '';
let read: Destination | null = null;

/** One page asks for many things, and of each it is asked more than once who wants it. */
function readPage(text: string): Destination | null {
  if (text !== readText) {
    const parsed = parseDestination(text);
    read = parsed.ok ? parsed.destination : null;
    readText = text;
  }
  return read;
}

function originText(page: Destination): string {
  return urlText({ ...page, path: '/', query: '' });
}
