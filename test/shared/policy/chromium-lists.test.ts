import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { chromiumSpelling, compileChromiumLists } from '../../../shared/policy/chromium-lists.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { readData, withData } from '../../support/shared-data.ts';

interface Row {
  group: string;
  block: string[];
  allow: string[];
  url: string;
  blocked: boolean;
}

/** Not expressible here, and why. */
const notExpressible: Readonly<Record<string, string>> = {
  'cust*://example_ap': 'no URL: an unusable URL is always a block',
  'wrong ://app': 'no URL: an unusable URL is always a block',
  'http://:8080': 'no URL: an unusable URL is always a block',
  'http://host:65536/path': 'no URL: an unusable URL is always a block',
};

const data = readData<{ vectors: Row[] }>('url/chromium_url_blocklist.json');
const rows = data?.vectors ?? [];

describe.skipIf(data === null)(withData('chromium_url_blocklist.json', data === null), () => {
  test.each(rows.filter(({ url }) => !(url in notExpressible)))(
    '$group: block $block, allow $allow, $url: $blocked',
    ({ block, allow, url, blocked }) => {
      const parsed = parseDestination(chromiumSpelling(url));
      if (!parsed.ok) throw new Error(parsed.problem);
      const asked = {
        destination: parsed.destination,
        user: null,
        unit: null,
        terminal: null,
        at: 0,
      };
      const { action } = decideDestination(compileChromiumLists(block, allow), asked, 'id');
      expect(action).toBe(blocked ? 'block' : 'allow');
    },
  );

  test('the rows left out are those that are no URL', () => {
    const left = rows.filter(({ url }) => url in notExpressible);
    expect(left.map(({ url }) => parseDestination(url).ok)).toEqual(left.map(() => false));
    expect(left).toHaveLength(4);
  });
});

test.each([
  ['chrome:policy', 'chrome://policy'],
  ['chrome://policy', 'chrome://policy'],
  ['https://example.jp/chrome:x', 'https://example.jp/chrome:x'],
])('chromiumSpelling of %s is %s', (url, expected) => {
  expect(chromiumSpelling(url)).toBe(expected);
});
