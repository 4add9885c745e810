import path from 'node:path';
import { expect, it } from 'vitest';
import { pathsBelow } from '../../../proxy/platform/paths.ts';

const home = path.resolve('/somewhere/.sekisho');
const paths = pathsBelow(home);

it('keeps everything below the home, each in a place of its own', () => {
  const places = Object.values(paths);
  expect(places.every((place) => place.startsWith(home + path.sep))).toBe(true);
  expect(new Set(places).size).toBe(places.length);
});

it('keeps the root key apart from the hub, and the hub’s keys apart from its database', () => {
  expect(path.relative(paths.hub, paths.rootKey).startsWith('..')).toBe(true);
  expect(path.dirname(paths.hubKeys)).toBe(paths.hub);
  expect(path.relative(paths.proxy, paths.hubKeys).startsWith('..')).toBe(true);
});
