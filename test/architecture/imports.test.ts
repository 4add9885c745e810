import { describe, expect, it } from 'vitest';
import { importsOf, type SourceFile, sourceFiles } from './source-files.ts';

const files = [...sourceFiles('shared'), ...sourceFiles('proxy'), ...sourceFiles('extension')];

/** Each file below `within` whose import `is` what the rule forbids. */
const offences = (within: string, is: (specifier: string, file: SourceFile) => boolean) =>
  files
    .filter(({ name }) => name.startsWith(within))
    .flatMap((file) =>
      importsOf(file)
        .filter((specifier) => is(specifier, file))
        .map((specifier) => `${file.name} imports ${specifier}`),
    );

const isBelow = (specifier: string, ...folders: string[]) =>
  folders.some((folder) => specifier.startsWith(folder));

describe('imports follow the drawing: extension → shared ← proxy', () => {
  it('finds imports at all', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(importsOf).filter((each) => each.startsWith('shared/'))).not.toEqual([]);
  });

  it.each([
    [
      'shared/ imports neither edge, nor Node',
      'shared/',
      (s: string) => isBelow(s, 'proxy/', 'extension/', 'test/', 'node:'),
    ],
    [
      'proxy/ does not import the extension',
      'proxy/',
      (s: string) => isBelow(s, 'extension/', 'test/'),
    ],
    [
      'the extension does not import the proxy, nor Node',
      'extension/',
      (s: string) => isBelow(s, 'proxy/', 'test/', 'node:'),
    ],
    [
      'the hub does not import the gateway',
      'proxy/hub/',
      (s: string) => isBelow(s, 'proxy/gateway/', 'proxy/link/'),
    ],
    [
      'the gateway does not import the hub',
      'proxy/gateway/',
      (s: string) => isBelow(s, 'proxy/hub/', 'proxy/terminal/', 'proxy/console/'),
    ],
    [
      'the link does not import the hub',
      'proxy/link/',
      (s: string) => isBelow(s, 'proxy/hub/', 'proxy/console/'),
    ],
    [
      'the console imports shared/ alone',
      'proxy/console/',
      (s: string) => isBelow(s, 'proxy/', 'node:') && !s.startsWith('proxy/console/'),
    ],
  ])('%s', (_, within, is) => {
    expect(offences(within, is)).toEqual([]);
  });

  it('names every relative import with its ending', () => {
    expect(
      offences(
        '',
        (s) =>
          /^(shared|proxy|extension)\//.test(s) && !/\.(tsx?|json|css|html|yaml)(\?\w+)?$/.test(s),
      ),
    ).toEqual([]);
  });
});

/** One file owns each package (DESIGN: the house). */
const owners: Record<string, string> = {
  micromatch: 'shared/destination/glob.ts',
  'http-proxy': 'proxy/gateway/forward.ts',
  'webextension-polyfill': 'extension/platform/browser.ts',
  tldts: 'shared/destination/public-suffix.ts',
  'ipaddr.js': 'shared/destination/address.ts',
  '@holiday-jp/holiday_jp': 'shared/posting/holidays.ts',
  feedsmith: 'proxy/hub/imports/read-feed.ts',
  diff: 'shared/posting/draft-difference.ts',
  nodemailer: 'proxy/hub/notifications/send-mail.ts',
  pino: 'proxy/platform/log.ts',
};

describe('one file owns each package', () => {
  it.each(Object.entries(owners))('%s is imported by %s alone', (pkg, owner) => {
    const importers = files.filter((file) =>
      importsOf(file).some((each) => each === pkg || each.startsWith(`${pkg}/`)),
    );
    expect(importers.map(({ name }) => name)).toEqual([owner]);
  });

  it('keeps the world’s edge packages at their edge', () => {
    expect(
      offences(
        'shared/',
        (s) =>
          !/^(shared\/|zod$|yaml$|micromatch$|tldts$|ipaddr\.js$|diff$|@holiday-jp\/holiday_jp$)/.test(
            s,
          ),
      ),
    ).toEqual([]);
  });
});
