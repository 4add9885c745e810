import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';

interface Locked {
  readonly resolved?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Record<string, string>;
}

const read = (file: string) => JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8'));
type Packages = Record<string, Locked>;

/** As node looks it up: beside the package, then upwards. */
function isLocked(packages: Packages, from: string, dependency: string): boolean {
  for (let place = from; ; place = place.slice(0, place.lastIndexOf('node_modules'))) {
    const prefix = place === '' || place.endsWith('/') ? place : `${place}/`;
    if (Object.hasOwn(packages, `${prefix}node_modules/${dependency}`)) return true;
    if (place === '') return false;
  }
}

const own = 'package-lock.json';
/** For tests alone, installed by test/support/prepare.ts without any package's scripts. */
const apart = [
  'test/end-to-end/bluesky/package-lock.json',
  'test/end-to-end/upload-pages/package-lock.json',
];

describe.each([own, ...apart])('%s', (file) => {
  const packages: Packages = read(file).packages;
  const all = Object.entries(packages).filter(([name]) => name !== '');

  it('locks the optional packages of every platform, or npm ci refuses it', () => {
    const missing = all.flatMap(([name, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((dependency) => !isLocked(packages, name, dependency))
        .map((dependency) => `${name} wants ${dependency}`),
    );
    expect(missing).toEqual([]);
  });

  it('names no host', () => {
    expect(all.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('holds no package under GPL or AGPL', () => {
    const copyleft = all.filter(([, { license = '' }]) => /\bA?GPL/.test(license));
    expect(copyleft.map(([name]) => name)).toEqual([]);
  });
});

it(`${own} runs no script of a package at installation`, () => {
  const packages: Packages = read(own).packages;
  const scripted = Object.entries(packages).filter(([, each]) => each.hasInstallScript);
  expect(scripted.map(([name]) => name)).toEqual([]);
});
