import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { defaultUpstreamBytes } from '../../../shared/policy/compile.ts';
import { decideUnreadUpload, unreadBytes } from '../../../shared/policy/decide-unread-upload.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { compileUploadPolicy } from '../../support/upload-policy.ts';

function destinationOf(url: string) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  return parsed.destination;
}
const except = (...rows: [match: string, upstreamBytes?: number][]): Partial<Policy> => ({
  intercept: {
    default: true,
    except: rows.map(([match, upstreamBytes]) => ({
      match,
      reason: '試験',
      ...(upstreamBytes === undefined ? {} : { upstreamBytes }),
    })),
  },
});

test.each<[string, Partial<Policy>, string, number | null]>([
  [
    'a million bytes where the exception does not say',
    except(['a.example']),
    'https://a.example',
    defaultUpstreamBytes,
  ],
  ['what the exception says', except(['a.example', 500]), 'https://www.a.example', 500],
  [
    'the least of two exceptions',
    except(['a.example', 500], ['www.a.example', 20]),
    'https://www.a.example',
    20,
  ],
  ['no limit where the inside is read', except(['a.example']), 'https://b.example', null],
  [
    'no limit where nobody looks at uploads',
    { ...except(['a.example']), uploads: undefined as never },
    'https://a.example',
    null,
  ],
])('%s', (_, changes, url, expected) => {
  const policy = compileUploadPolicy(changes);
  expect(unreadBytes(policy, destinationOf(url))).toBe(expected);
  const decision = decideUnreadUpload(policy, destinationOf(url), 'id');
  expect(decision?.action ?? null).toBe(expected === null ? null : 'block');
});

test('names the exception, and only watches in mode observe', () => {
  const policy = compileUploadPolicy({ ...except(['a.example']), mode: 'observe' });
  expect(decideUnreadUpload(policy, destinationOf('https://a.example'), 'id')).toMatchObject({
    action: 'allow',
    would: 'block',
    reason: 'unread-upload',
    rule: 'intercept.except/a.example',
  });
});
