/**
 * A request → what it posts, and where. The order:
 *   1. services whose hosts include this host; where there is none, those that the path alone tells
 *   2. in each, the first rule that fits: its act, or null where it is harmless
 *   3. a service that lists the write as harmless → null
 *   4. none knows it: reading → null; writing to a service's own host (or shape) → unknown-write
 * Shape alone decides: an empty body leaves what the path says.
 */
import { parseDestination } from '../destination/destination.ts';
import { fileOf, referenceTo } from './attachment.ts';
import { catalogue } from './catalogue.ts';
import { type Content, readContent } from './content/content.ts';
import { textOfMarkup } from './content/markup.ts';
import { hostsInclude } from './hosts.ts';
import { joinTexts } from './join-texts.ts';
import { postNamed } from './post-names.ts';
import type { Act, Attachment, Method, Posting, Rule, Service } from './service.ts';

export interface PostingRequest {
  readonly method: string;
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Without content encoding. */
  readonly body: Uint8Array;
}

export interface Recognition {
  readonly service: string | null;
  /** `shape`: no host of the catalogue, so another service may look alike. */
  readonly by: 'host' | 'shape' | null;
  /** What was called, for one alert per operation: host-free, numbers left out. */
  readonly operation: string | null;
  /** null: harmless. */
  readonly act: Act | null;
  readonly text: string;
  readonly account: string | null;
  readonly attachments: readonly Attachment[];
  /** All of them, where the request holds several; else the one; [] where harmless. */
  readonly postings: readonly Posting[];
}

/** What the policy says of services besides the catalogue. */
export interface PolicyServices {
  /** Hosts for services that anybody can run: host → id of the service. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Services that it describes itself (described.ts). */
  readonly described: readonly Service[];
}
export const noPolicyServices: PolicyServices = { hosts: new Map(), described: [] };

const nowhere: Recognition = {
  service: null,
  by: null,
  operation: null,
  act: null,
  text: '',
  account: null,
  attachments: [],
  postings: [],
};

export function recognise(
  request: PostingRequest,
  policyServices: PolicyServices = noPolicyServices,
): Recognition {
  const parsed = parseDestination(request.url);
  if (!parsed.ok) return nowhere;
  const { host, path: wholePath, query } = parsed.destination;
  const path = trimPath(wholePath);
  const bodySource = {
    contentType: request.headers['content-type'] ?? '',
    body: request.body,
    query,
  };
  let unmatched: Recognition | null = null;
  for (const { service, by } of candidatesFor(
    host,
    query === '' ? path : `${path}?${query}`,
    policyServices,
  )) {
    const content = readContent(bodySource, service.charset);
    const seen = look(service, request, host, path, content);
    const found = { ...nowhere, service: service.id, by, operation: seen.operation };
    const own = (postings: readonly Posting[]) => withAccounts(service, postings, host, request);
    if (seen.rule !== undefined) {
      const named = withNames(service.id, postingsOf(service, seen.rule, content, path), {
        host,
        path: seen.path,
        content,
      });
      return withPostings(found, own(named));
    }
    unmatched ??= seen.isRead
      ? found
      : withPostings(found, own([unknownWrite(service, content, path)]));
  }
  return unmatched ?? nowhere;
}

interface Candidate {
  readonly service: Service;
  readonly by: 'host' | 'shape';
}

/** On a host of the catalogue, or of a service that is described, only its own services count: nobody else's software runs there. */
export function candidatesFor(
  host: string,
  address: string,
  { hosts, described }: PolicyServices,
): Candidate[] {
  const own = hosts.get(host);
  const all = [...described, ...catalogue].flatMap((service): Candidate[] => {
    if (service.id === own || hostsInclude(service.hosts, host)) return [{ service, by: 'host' }];
    return service.shape?.test(address) === true ? [{ service, by: 'shape' }] : [];
  });
  const byHost = all.filter(({ by }) => by === 'host');
  const isKnown = byHost.some(({ service }) => hostsInclude(service.hosts, host));
  return isKnown ? byHost : [...byHost, ...all.filter(({ by }) => by === 'shape')];
}

interface Seen {
  /** As the service's rules see it. */
  readonly path: string;
  readonly operation: string;
  readonly isRead: boolean;
  readonly rule: Rule | undefined;
}

function look(
  service: Service,
  request: PostingRequest,
  host: string,
  path: string,
  content: Content,
): Seen {
  const method = methodOf(service, request, content);
  const rulePath = trimPath(service.pathOf?.(path, content) ?? path);
  const operation = service.operation?.(rulePath, content, request.headers) ?? null;
  const fits = (rule: Omit<Rule, 'act'>) =>
    (rule.methods ?? ['POST']).includes(method as Method) &&
    rule.path.test(rulePath) &&
    (rule.hosts === undefined || hostsInclude(rule.hosts, host)) &&
    (rule.operation === undefined || (operation !== null && rule.operation.test(operation))) &&
    (rule.when === undefined || rule.when(content));
  const harmless = service.harmless.find((rule) => fits({ methods: writes, ...rule }));
  return {
    path: rulePath,
    operation:
      operation ?? `${method} ${rulePath.replace(/\/[^/]*\d[^/]*(?=\/|$)/g, '/*')}`.slice(0, 200),
    isRead: method === 'GET',
    rule: service.rules.find(fits) ?? (harmless && { ...harmless, act: null }),
  };
}

const writes: readonly Method[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** An override can turn one write into another, and where the service has it so reading into writing; never writing into reading. */
function methodOf(
  service: Service,
  { method: sent, headers }: PostingRequest,
  content: Content,
): string {
  const upper = sent.toUpperCase();
  const method = /^(?:GET|HEAD|OPTIONS|TRACE)$/.test(upper) ? 'GET' : upper;
  const mayOverride =
    service.overrides === 'any method' || (method === 'POST' && service.overrides === 'post');
  if (!mayOverride) return method;
  const said = [
    headers['x-http-method-override'],
    headers['x-http-method'],
    headers['x-method-override'],
    content.texts('?_method')[0],
    content.texts('_method')[0],
  ].find((each) => each !== undefined && each !== '');
  const override = said?.trim().toUpperCase();
  return override !== undefined && writes.includes(override as Method) ? override : method;
}

function postingsOf(
  service: Service,
  rule: Rule,
  content: Content,
  path: string,
): readonly Posting[] {
  if (rule.postings !== undefined) return rule.postings(content);
  const act = typeof rule.act === 'function' ? rule.act(content) : rule.act;
  if (act === null) return [];
  const lines = (rule.text ?? []).flatMap((path) => content.texts(path));
  const text = rule.format === 'html' ? lines.map(textOfMarkup) : lines;
  return [
    {
      act,
      text: joinTexts(text),
      account: accountOf(service, rule.account, content, path),
      attachments: attachmentsOf(rule, content),
    },
  ];
}

/** What the service says of the account besides the body, for each posting. */
function withAccounts(
  { accountOn }: Service,
  postings: readonly Posting[],
  host: string,
  { headers }: PostingRequest,
): readonly Posting[] {
  if (accountOn === undefined) return postings;
  return postings.map((each) => ({ ...each, account: accountOn({ host, headers }, each.account) }));
}

/** Of several each has its own name in its own part: those are the service's file's to read. */
function withNames(
  service: string,
  postings: readonly Posting[],
  request: Parameters<typeof postNamed>[2],
): readonly Posting[] {
  const [only, ...others] = postings;
  if (only === undefined || others.length > 0 || only.about !== undefined) return postings;
  const about = postNamed(service, only.act, request);
  return about === null ? postings : [{ ...only, about }];
}

/** Nothing is known of it but that something is sent: the caller inspects the whole body. */
function unknownWrite(service: Service, content: Content, path: string): Posting {
  const attachments = content.files.map(fileOf);
  return {
    act: 'unknown-write',
    text: '',
    account: accountOf(service, undefined, content, path),
    attachments,
  };
}

function accountOf(
  service: Service,
  paths: readonly string[] | undefined,
  content: Content,
  path: string,
): string | null {
  for (const each of paths ?? service.account ?? []) {
    const [first] = content.texts(each);
    if (first !== undefined && first !== '' && first !== '0') return first;
  }
  return service.accountInPath?.exec(path)?.[1]?.replace(/^%40/, '@') ?? null;
}

function attachmentsOf(rule: Rule, content: Content): Attachment[] {
  const references = (rule.attachments ?? []).flatMap((path) =>
    content.texts(path).flatMap((text) => text.split(',')),
  );
  const { bytes, type, kind } = content;
  const whole = rule.isFile === true && bytes.length > 0 && kind !== 'multipart';
  return [
    ...content.files.map(fileOf),
    ...(whole
      ? [{ name: null, type: type || null, size: bytes.length, reference: null, data: bytes }]
      : []),
    ...references.filter((each) => each !== '').map(referenceTo),
  ];
}

function withPostings(found: Recognition, postings: readonly Posting[]): Recognition {
  const [first] = postings;
  if (first === undefined) return found;
  return {
    ...found,
    act: first.act,
    text: joinTexts(postings.map(({ text }) => text)),
    account: first.account,
    attachments: postings.flatMap(({ attachments }) => attachments),
    postings,
  };
}

/** As the rules of the catalogue see it. */
export function trimPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}
