/** A URL, or a host with a port or path, as feeds write it: a host alone, or a filter. */
import { defaultPorts, hostText, parseDestination } from '../destination.ts';
import type { FeedSink } from './feed-reader.ts';

/** Whether the text is more than a name: then sendUrl reads it. */
export function isUrl(text: string): boolean {
  return /[/?]/.test(text) || /^[^:]+:\d+$/.test(text);
}

/** The scheme does not count: a list that names `http://` means the site. */
export function sendUrl(text: string, line: number, sink: FeedSink): void {
  const parsed = parseDestination(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (!parsed.ok || parsed.destination.host === '') return void sink.skip(text, line, 'not-a-host');
  const { destination } = parsed;
  const { kind, port, scheme, path, query } = destination;
  const ownPort = port === defaultPorts[scheme] ? '' : `:${port}`;
  if (ownPort === '' && path === '/' && query === '') {
    return void sink.host(hostText(destination), line, { exact: true, except: false });
  }
  const host = kind === 'name' ? `.${destination.host}` : hostText(destination);
  const asked = query === '' ? '' : `?${query}`;
  sink.filter(`${host}${ownPort}${path}${asked}`, line, false);
}
