import { describe, expect, test } from 'vitest';
import type { InspectedItem } from '../../../proxy/gateway/content-options.ts';
import { openedItems } from '../../../proxy/gateway/opened-items.ts';
import type { Finding } from '../../../shared/detection/finding.ts';

const finding = (masked: string): Finding => ({
  kind: 'mark',
  count: 1,
  confidence: 1,
  place: { corner: 'name' },
  masked,
  mark: masked,
});
const item = (changes: Partial<InspectedItem>): InspectedItem => ({
  kind: 'file',
  name: 'a.zip',
  type: 'zip',
  bytes: 9,
  inspected: false,
  why: 'encrypted',
  findings: [],
  digest: 'known',
  ...changes,
});
const places = [{ host: 'a', port: 443 }];

function seen(items: readonly InspectedItem[]) {
  const used: string[] = [];
  const opened = openedItems(
    items,
    'tanaka',
    places,
    {},
    {
      see: (_user, _places, digest) =>
        digest === 'known' ? { type: 'docx', inspected: true, findings: [finding('極秘')] } : null,
      use: (_user, _places, digest) => used.push(digest),
    },
  );
  return { ...opened, used };
}

describe('items of a request', () => {
  test('are as they were with their password, and keep what they show themselves', () => {
    const { items } = seen([item({ findings: [finding('秘'), finding('極秘')] })]);
    expect(items).toEqual([
      {
        ...item({}),
        type: 'docx',
        inspected: true,
        why: undefined,
        findings: [finding('極秘'), finding('秘')],
      },
    ]);
    expect(Object.hasOwn(items[0] ?? {}, 'why')).toBe(false);
  });

  test('stay as they are where they were read, or nobody knows of them', () => {
    const read = item({ inspected: true });
    const unknown = item({ digest: 'other' });
    expect(seen([read, unknown]).items).toEqual([read, unknown]);
  });

  test('are good once, and only where they leave', () => {
    const { use, used } = seen([item({}), item({}), item({ digest: 'other' })]);
    expect(used).toEqual([]);
    use();
    expect(used).toEqual(['known']);
  });
});
