/** Is this request from the hub's own pages, or from a terminal? Decided on headers alone. */

export interface EdgeRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly site: string | undefined;
}

/** @param hosts what the Host header may be, e.g. `127.0.0.1:8600`: another name may be a rebound one */
export function checkEdge(
  request: EdgeRequest,
  hosts: ReadonlySet<string>,
): 'host-refused' | 'origin-refused' | null {
  const host = request.host?.toLowerCase();
  if (host === undefined || !hosts.has(host)) return 'host-refused';
  if (isBelow(request.path, '/terminal')) return fromPage(request) ? 'origin-refused' : null;
  if (!isBelow(request.path, '/api')) return null;
  const { method, origin, site } = request;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) return 'origin-refused';
  if (site !== undefined && site !== 'same-origin' && !(isReading(method) && site === 'none')) {
    return 'origin-refused';
  }
  // Browsers name the origin of whatever changes something; what does not is no page of ours.
  if (!isReading(method) && origin === undefined) return 'origin-refused';
  return null;
}

/** Terminals are no browsers: a request with these headers comes from a page. */
function fromPage({ origin, site }: EdgeRequest): boolean {
  return origin !== undefined || site !== undefined;
}

export function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
