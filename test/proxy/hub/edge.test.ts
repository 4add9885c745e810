import { expect, test } from 'vitest';
import { checkEdge, type EdgeRequest } from '../../../proxy/hub/edge.ts';

const hosts = new Set(['127.0.0.1:8600', 'localhost:8600']);
const page: EdgeRequest = {
  method: 'POST',
  path: '/api/accounts',
  host: '127.0.0.1:8600',
  origin: 'http://127.0.0.1:8600',
  site: 'same-origin',
};
const terminal = { ...page, path: '/terminal/v1/records', origin: undefined, site: undefined };

const rows: [string, Partial<EdgeRequest> & { from?: EdgeRequest }, string | null][] = [
  ['takes the console’s own pages', {}, null],
  ['takes localhost', { host: 'LOCALHOST:8600', origin: 'http://localhost:8600' }, null],
  ['refuses a rebound name', { host: 'evil.example:8600' }, 'host-refused'],
  ['refuses another port', { host: '127.0.0.1:8601' }, 'host-refused'],
  ['refuses no Host', { host: undefined }, 'host-refused'],
  ['refuses another name for a page too', { path: '/', host: 'evil.example' }, 'host-refused'],
  ['refuses another origin', { origin: 'http://evil.example' }, 'origin-refused'],
  ['refuses the origin null', { origin: 'null' }, 'origin-refused'],
  ['refuses https in the origin', { origin: 'https://127.0.0.1:8600' }, 'origin-refused'],
  ['refuses the other loopback name', { origin: 'http://localhost:8600' }, 'origin-refused'],
  ['refuses a change without an origin', { origin: undefined }, 'origin-refused'],
  ['refuses a change from the same site', { site: 'same-site' }, 'origin-refused'],
  ['refuses a change typed as an address', { site: 'none' }, 'origin-refused'],
  ['takes reading without an origin', { method: 'GET', origin: undefined }, null],
  ['takes a download that was typed', { method: 'GET', origin: undefined, site: 'none' }, null],
  ['refuses reading by another site', { method: 'GET', site: 'cross-site' }, 'origin-refused'],
  ['lets any page link to a page', { method: 'GET', path: '/lists', site: 'cross-site' }, null],
  ['takes a terminal', { from: terminal }, null],
  ['refuses a page as a terminal', { from: terminal, origin: page.origin }, 'origin-refused'],
  ['refuses a browser as a terminal', { from: terminal, site: 'same-origin' }, 'origin-refused'],
];
test.each(rows)('%s', (_, { from = page, ...fields }, expected) => {
  expect(checkEdge({ ...from, ...fields }, hosts)).toBe(expected);
});
