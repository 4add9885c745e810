/** The rows of the shared SNS data, each made into a request with its sample or an empty body. */
import type { PostingRequest } from '../../shared/posting/recognise.ts';

export interface EndpointRow {
  readonly service: string;
  readonly action: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly textIn: string | null;
  readonly sampleBody: unknown;
  readonly note: string | null;
}

/** A path that the row's regular expression accepts. Throws where this cannot make one. */
export function samplePath(pattern: string): string {
  const path = pattern
    .replace(/^\^|\$$/g, '')
    .replaceAll('/?', '')
    .replaceAll('?\\.', '.')
    .replace(/\(([^()|]+)\|[^()]*\)/g, '$1')
    .replace(/\(([^()]*)\)\?/g, '')
    .replace(/\[[^\]]+\][+*]?/g, '1')
    .replace(/\\d\+/g, '1')
    .replace(/\.\*|\.\+/g, 'x')
    .replace(/1\?/g, '')
    .replace(/[()]/g, '')
    .replace(/\\/g, '');
  if (!new RegExp(pattern).test(path)) throw new Error(`no sample for ${pattern}: ${path}`);
  return path;
}

export function sampleHost(host: string): string {
  if (host.startsWith('any PDS')) return 'pds.city.example';
  if (host.startsWith('any instance')) return 'social.city.example';
  if (host.startsWith('<')) return 'tos.upload.example';
  return (host.split(',', 1)[0] ?? '').replace('*.', 'mi.');
}

export function requestOf(
  row: Pick<EndpointRow, 'method' | 'host'> & { contentType?: string | null; sampleBody: unknown },
  path: string,
): PostingRequest {
  const { sampleBody } = row;
  const isJson = typeof sampleBody === 'object' && sampleBody !== null;
  const text = isJson
    ? JSON.stringify(sampleBody)
    : typeof sampleBody === 'string'
      ? sampleBody
      : '';
  return {
    method: row.method,
    url: `https://${sampleHost(row.host)}${path}`,
    headers: row.contentType ? { 'content-type': row.contentType } : {},
    body: new TextEncoder().encode(text),
  };
}
