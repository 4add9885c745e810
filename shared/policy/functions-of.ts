/**
 * What a request does at a service: view, login, download, upload, post. In this order:
 *   1. a WebSocket: bytes go both ways, unasked               → post
 *   2. a service of the catalogue: by its act. sign-in        → login
 *      upload → upload; what is harmless → view; all others, unknown writes too → post
 *   3. GET, HEAD, OPTIONS: a document, archive or program by its ending → download, else view
 *   4. a write to a path of signing in or out                 → login
 *   5. other writes: with a file, or bytes that are no text   → upload, else post
 * A file in a post, or in what signs in, is an upload besides. A body that cannot be read holds one.
 */
import type { Destination } from '../destination/destination.ts';
import { type ActByPath, actByPath } from '../posting/act-by-path.ts';
import { holdsFile } from '../posting/holds-file.ts';
import type { PolicyServices, Recognition } from '../posting/recognise.ts';
import { recognise } from '../posting/recognise.ts';
import type { Act } from '../posting/service.ts';
import type { ServiceFunction } from './services-schema.ts';

/** The content of a request, where it was seen. */
export interface SentContent {
  readonly contentType: string;
  /** Without content encoding; null: there is one, and it cannot be read. */
  readonly body: Uint8Array | null;
  /** null where it is for no service of the catalogue. */
  readonly recognition: Recognition | null;
}

export interface FunctionFacts {
  readonly method: string;
  readonly destination: Destination;
  /** null: not seen yet. */
  readonly sent: SentContent | null;
  readonly policyServices: PolicyServices;
}

export interface Functions {
  /** It does all of these. */
  readonly all: readonly ServiceFunction[];
  /** Where it is not seen yet what else it does: at least one of these, unless `all` says it. */
  readonly any: readonly ServiceFunction[];
  /** The content has nothing to add. */
  readonly isWhole: boolean;
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const nothing = new Uint8Array();

export function functionsOf({
  method,
  destination,
  sent,
  policyServices,
}: FunctionFacts): Functions {
  const { scheme, path } = destination;
  if (scheme === 'ws' || scheme === 'wss') return whole('post');
  const request = { method, url: urlOf(destination), headers: {}, body: nothing };
  if (reading.has(method.toUpperCase())) {
    const { service, postings } = sent?.recognition ?? recognise(request, policyServices);
    if (service !== null && postings.length > 0)
      return whole(...postings.map(({ act }) => ofAct(act)));
    return whole(ending.test(path) ? 'download' : 'view');
  }
  if (sent === null) return unseen(actByPath(method, destination, policyServices), path);
  const { recognition, contentType, body } = sent;
  const isUpload = body === null || holdsFile(contentType, body);
  const file: readonly ServiceFunction[] = isUpload ? ['upload'] : [];
  if (recognition !== null && recognition.service !== null) {
    const acts = recognition.postings.map(({ act }) => ofAct(act));
    return acts.length === 0 ? whole('view') : whole(...acts, ...file);
  }
  if (signingIn.test(path)) return whole('login', ...file);
  return whole(isUpload ? 'upload' : 'post');
}

/** Whether what is open there is enough. */
export function isOpenFor({ all, any }: Functions, open: ReadonlySet<ServiceFunction>): boolean {
  return (
    all.every((each) => open.has(each)) && (any.length === 0 || any.some((each) => open.has(each)))
  );
}

/** Before the content is seen. What the path says of a post stays, whatever comes along with it. */
function unseen(act: ActByPath, path: string): Functions {
  switch (act) {
    case 'elsewhere':
      return signingIn.test(path)
        ? { all: ['login'], any: [], isWhole: false }
        : { all: [], any: ['upload', 'post'], isWhole: false };
    case 'unsure':
      return { all: [], any: ['view', 'login', 'upload', 'post'], isWhole: false };
    case null:
      return whole('view');
    default:
      return { all: [ofAct(act)], any: [], isWhole: false };
  }
}

function ofAct(act: Act): ServiceFunction {
  if (act === 'sign-in') return 'login';
  return act === 'upload' ? 'upload' : 'post';
}

function whole(...all: ServiceFunction[]): Functions {
  return { all: [...new Set(all)], any: [], isWhole: true };
}

function urlOf({ scheme, host, path, query }: Destination): string {
  const authority = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${authority}${path}${query === '' ? '' : `?${query}`}`;
}

/** A segment of the path, also `login.php` and `sign_in`. */
const signingIn =
  /\/(?:log-?_?(?:in|on|out|off)|sign-?_?(?:in|on|out)|oauth2?|sessions?|sso|saml2?|authorize|authenticate)(?:\.\w{1,5})?(?:\/|$)/i;

/** What one keeps as a file: documents, archives, programs. Pictures and films are looked at. */
const ending =
  /\.(?:pdf|docx?|docm|dotx?|xlsx?|xlsm|xlsb|pptx?|pptm|od[tsp]|rtf|csv|tsv|jtd|jtdc|xdw|xbd|epub|zip|lzh|7z|rar|tar|gz|tgz|bz2|xz|zst|cab|iso|img|dmg|exe|msi|msix|appx|com|scr|bat|cmd|ps1|vbs|jar|apk|ipa|pkg|deb|rpm|appimage|bin|sqlite|mdb|accdb|pst|eml|msg)$/i;
