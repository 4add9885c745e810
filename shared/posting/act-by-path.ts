/**
 * What a write to a service is, by its method and path alone: before its body is seen, and only
 * where no body can make it something else.
 */
import type { Destination } from '../destination/destination.ts';
import { readContent } from './content/content.ts';
import { hostsInclude } from './hosts.ts';
import { candidatesFor, type PolicyServices, trimPath } from './recognise.ts';
import type { Act, Method, Rule, Service } from './service.ts';

/** `elsewhere`: no service of the catalogue; `unsure`: the body has a say; null: harmless. */
export type ActByPath = Act | null | 'elsewhere' | 'unsure';

/** @param method one that writes */
export function actByPath(
  method: string,
  destination: Destination,
  policyServices: PolicyServices,
): ActByPath {
  const { host, query } = destination;
  const path = trimPath(destination.path);
  const address = query === '' ? path : `${path}?${query}`;
  const candidates = candidatesFor(host, address, policyServices);
  if (candidates.length === 0) return 'elsewhere';
  for (const { service } of candidates) {
    const found = ofService(service, method.toUpperCase(), host, path, query);
    if (found !== undefined) return found;
  }
  return 'unknown-write';
}

/** undefined: the service knows no such write. */
function ofService(
  service: Service,
  method: string,
  host: string,
  path: string,
  query: string,
): Act | null | 'unsure' | undefined {
  // A body may say which of several spellings a path is, or that the method is another.
  if (service.pathOf !== undefined || service.overrides !== undefined) return 'unsure';
  const content = readContent({ contentType: '', body: new Uint8Array(), query }, service.charset);
  const operation = service.operation?.(path, content) ?? null;
  const mayFit = (rule: Pick<Rule, 'methods' | 'path' | 'hosts' | 'operation'>) =>
    (rule.methods ?? ['POST']).includes(method as Method) &&
    rule.path.test(path) &&
    (rule.hosts === undefined || hostsInclude(rule.hosts, host)) &&
    (rule.operation === undefined || operation === null || rule.operation.test(operation));
  const rule = service.rules.find(mayFit);
  if (rule !== undefined) return isPlain(rule, operation) ? plainAct(rule) : 'unsure';
  const harmless = service.harmless.find((each) => mayFit({ methods: writes, ...each }));
  if (harmless === undefined) return undefined;
  return isPlain(harmless, operation) ? null : 'unsure';
}

const writes: readonly Method[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Method and path say all: neither an operation that the body may name, nor fields of the body. */
function isPlain(
  { operation: wanted, when }: Pick<Rule, 'operation' | 'when'>,
  operation: string | null,
): boolean {
  return when === undefined && (wanted === undefined || operation !== null);
}

function plainAct({ act, postings }: Rule): Act | null | 'unsure' {
  return postings !== undefined || typeof act === 'function' ? 'unsure' : act;
}
