/**
 * Services that show somebody else's page under their own address: one entry for each family, found
 * by host. Where the origin stands is each service's own habit, read from public links to it; the
 * form of AMP, Google's cache and Google Translate as Chromium's GetEmbeddedURL takes them.
 */
import { ampOrigin } from './copies/amp.ts';
import { archiveTodayOrigin } from './copies/archive-today.ts';
import { parameter, pathOrigin } from './copies/origin-text.ts';
import { translateGoogOrigin } from './copies/translate-goog.ts';
import type { Destination } from './destination.ts';

export interface CopyService {
  /** Hosts, `*.` in front for their sub-domains as well. */
  readonly hosts: readonly string[];
  /**
   * The address whose page this one holds, as text; '' for a copy whose address does not tell it,
   * null for what is no copy.
   */
  readonly origin: (destination: Destination) => string | null;
}

export const copyServices: readonly CopyService[] = [
  { hosts: ['*.cdn.ampproject.org', '*.bing-amp.com'], origin: ampOrigin },
  { hosts: ['*.translate.goog'], origin: translateGoogOrigin },
  { hosts: ['translate.googleusercontent.com'], origin: parameter('u') },
  {
    hosts: ['webcache.googleusercontent.com'],
    origin: (destination) => (destination.path === '/search' ? cached(destination) : null),
  },
  {
    hosts: [
      'translatetheweb.com',
      'www.translatetheweb.com',
      'www.microsofttranslator.com',
      'ssl.microsofttranslator.com',
      'www.translatoruser-int.com',
    ],
    origin: parameter('a'),
  },
  // What Bing has kept is numbered; the query beside the number is only what was searched for.
  { hosts: ['cc.bingj.com'], origin: ({ path }) => (/^\/cache/i.test(path) ? '' : null) },
  { hosts: ['cache.yahoofs.jp'], origin: parameter('u') },
  {
    hosts: ['www.excite-webtl.jp', 'excite.co.jp', 'www.excite.co.jp'],
    origin: parameter('wb_url'),
  },
  { hosts: ['papago.naver.net'], origin: parameter('url') },
  {
    hosts: ['translated.turbopages.org'],
    origin: pathOrigin(/^\/proxy_[a-z]\/[^/]+\/(https?)\/(.+)$/, '://'),
  },
  {
    hosts: ['web.archive.org'],
    origin: pathOrigin(
      /^\/(?:web|save|screenshot)\/(?:_embed\/)?(?:(?:\d{1,14}\*?|\*)(?:[a-z]{2}_)?\/+)?(.+)$/,
    ),
  },
  {
    hosts: ['warp.da.ndl.go.jp', 'warp.ndl.go.jp'],
    origin: pathOrigin(
      /^\/(?:.*info(?::|%3A)ndljp\/pid\/\d+|(?:web|\d{1,14})\/\d{1,14}(?:[a-z]{2}_)?)\/+(.+)$/i,
    ),
  },
  {
    hosts: ['megalodon.jp', '*.megalodon.jp'],
    origin: pathOrigin(/^\/(?:[a-z]+\/)?\d{4}-\d{4}-\d{4}-\d{2}\/(.+)$/),
  },
  {
    hosts: ['webarchive.nationalarchives.gov.uk'],
    origin: pathOrigin(/^\/(?:[a-z]+\/)?(?:\d{4,14}|\*)(?:[a-z]{2}_)?\/+(.+)$/),
  },
  {
    hosts: ['wayback.archive-it.org'],
    origin: pathOrigin(/^\/(?:\d+|all|org-\d+)\/(?:\d{4,14}|\*)(?:[a-z]{2}_)?\/+(.+)$/),
  },
  {
    hosts: ['webarchive.loc.gov'],
    origin: pathOrigin(/^\/[a-z]+\/(?:\d{4,14}|\*)(?:[a-z]{2}_)?\/+(.+)$/),
  },
  {
    hosts: ['arquivo.pt'],
    origin: pathOrigin(/^\/(?:wayback|noFrame\/replay)\/(?:\d{4,14}|\*)(?:[a-z]{2}_)?\/+(.+)$/),
  },
  {
    hosts: ['ph', 'today', 'is', 'li', 'vn', 'md', 'fo'].map((end) => `archive.${end}`),
    origin: archiveTodayOrigin,
  },
  {
    hosts: ['perma.cc'],
    origin: ({ path }) => (/^\/[0-9A-Z]{2,4}-[0-9A-Z]{2,4}/i.test(path) ? '' : null),
  },
  // Viewers of documents that lie elsewhere.
  { hosts: ['view.officeapps.live.com'], origin: parameter('src') },
  {
    hosts: ['docs.google.com'],
    origin: (destination) =>
      /^\/(?:a\/[^/]+\/)?g?view/.test(destination.path) ? parameter('url')(destination) : null,
  },
  { hosts: ['r.jina.ai', '12ft.io'], origin: pathOrigin(/^\/((?:https?:|[^/]+\.[a-z]).*)$/i) },
];

const google = /^(?:(translate|www)\.)?google\.(?:com|cat|[a-z]{2}|com?\.[a-z]{2})$/;
const googleTranslate: CopyService = { hosts: [], origin: parameter('u') };
const googleSearch: CopyService = {
  hosts: [],
  origin: (destination) => {
    const { path } = destination;
    if (path.startsWith('/amp/')) return ampOrigin(destination);
    return path.startsWith('/translate') ? parameter('u')(destination) : null;
  },
};
const yandex = /^translate\.yandex\.(?:com|[a-z]{2}|com\.[a-z]{2})$/;
const yandexTranslate: CopyService = { hosts: [], origin: parameter('url') };

const byHost = new Map<string, CopyService>();
const bySuffix: [suffix: string, service: CopyService][] = [];
for (const service of copyServices) {
  for (const host of service.hosts) {
    if (host.startsWith('*.')) bySuffix.push([host.slice(1), service]);
    byHost.set(host.replace(/^\*\./, ''), service);
  }
}

export function copyServiceOf(host: string): CopyService | null {
  const exact = byHost.get(host);
  if (exact !== undefined) return exact;
  for (const [suffix, service] of bySuffix) if (host.endsWith(suffix)) return service;
  if (host.includes('google.')) {
    const found = google.exec(host);
    if (found !== null) return found[1] === 'translate' ? googleTranslate : googleSearch;
  }
  return host.startsWith('translate.yandex.') && yandex.test(host) ? yandexTranslate : null;
}

/** `q=cache:` + at times an id of twelve characters and a colon + the address + at times words. */
function cached(destination: Destination): string | null {
  const asked = parameter('q')(destination);
  const [, address] = /^cache:\s*(?:[^\s:/.]{12}:)?(\S*)/i.exec(asked ?? '') ?? [];
  return address ?? (asked === '' ? '' : null);
}
