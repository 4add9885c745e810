import { describe, expect, it } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import {
  approvableBy,
  decideUpload,
  judgeItem,
  type UploadItem,
} from '../../../shared/policy/decide-upload.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { compileUploadPolicy } from '../../support/upload-policy.ts';

const clean: UploadItem = { level: null, inspected: true, type: 'text' };
const level = (name: string): UploadItem => ({ ...clean, level: name });
const unread = (type: string | null, rest: Partial<UploadItem> = {}): UploadItem => ({
  ...clean,
  type,
  inspected: false,
  ...rest,
});
interface Row {
  readonly url?: string;
  readonly items: readonly UploadItem[];
  readonly unit?: string | null;
  readonly user?: string | null;
  readonly at?: string;
  readonly policy?: Partial<Policy>;
}

function decideRow({ url = 'https://a.example/', items, unit, user, at, policy }: Row) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  const context = {
    destination: parsed.destination,
    user: user ?? null,
    unit: unit === undefined ? '総務企画部' : unit,
    terminal: null,
    at: Date.parse(at ?? '2026-11-24T10:00:00+09:00'),
  };
  return decideUpload(compileUploadPolicy(policy), items, context, 'id');
}

const storage = 'https://files.storage.example/put';

describe('an upload is decided', () => {
  it.each<[string, Row, string, string, string | null]>([
    [
      'allows what holds nothing, by the default',
      { items: [clean] },
      'allow',
      'upload-default',
      'uploads.default',
    ],
    [
      'blocks the highest level anywhere',
      { items: [level('3A')], url: storage },
      'block',
      'upload-rule',
      'uploads.rules[0]',
    ],
    [
      'warns of level 2 to a registered service',
      { items: [level('2')], url: storage },
      'warn',
      'upload-rule',
      'uploads.rules[1]',
    ],
    [
      'blocks level 2 to a service of another unit',
      { items: [level('2')], url: storage, unit: '教育委員会' },
      'block',
      'upload-rule',
      'uploads.rules[3]',
    ],
    [
      'blocks level 2 to a service for somebody whose unit nobody knows',
      { items: [level('2')], url: storage, unit: null },
      'block',
      'upload-rule',
      'uploads.rules[3]',
    ],
    [
      'takes a service past its date for not registered',
      { items: [level('2')], url: storage, at: '2027-04-01T00:00:00+09:00' },
      'block',
      'upload-rule',
      'uploads.rules[3]',
    ],
    [
      'still takes it on its last day',
      { items: [level('2')], url: storage, at: '2027-03-31T23:59:59+09:00' },
      'warn',
      'upload-rule',
      'uploads.rules[1]',
    ],
    [
      'takes a service without the function upload for not registered',
      { items: [level('2')], url: 'https://reader.example/' },
      'block',
      'upload-rule',
      'uploads.rules[3]',
    ],
    [
      'allows level 2 to a list that the rule names',
      { items: [level('2')], url: 'https://www.city.lg.jp/form' },
      'allow',
      'upload-rule',
      'uploads.rules[2]',
    ],
    [
      'leaves entries out that are for another unit',
      { items: [level('2')], url: 'https://www.soumu.go.jp/', unit: '教育委員会' },
      'block',
      'upload-rule',
      'uploads.rules[3]',
    ],
    [
      'fits a rule by its filter, path and all',
      { items: [level('1')], url: 'https://board.example/forum/7' },
      'block',
      'upload-rule',
      'uploads.rules[4]',
    ],
    [
      'leaves the other paths of that host to the default',
      { items: [level('1')], url: 'https://board.example/news' },
      'allow',
      'upload-default',
      'uploads.default',
    ],
    [
      'warns of a picture that nobody can read',
      { items: [unread('png')] },
      'warn',
      'could-not-inspect',
      'uploads.rules[5]',
    ],
    [
      'blocks what could not be inspected and no rule names',
      { items: [unread('zip')] },
      'block',
      'could-not-inspect',
      'uploads.rules',
    ],
    [
      'blocks what is of no known type and could not be inspected',
      { items: [unread(null)] },
      'block',
      'could-not-inspect',
      'uploads.rules',
    ],
    [
      'allows it where a rule says so',
      { items: [unread('zip')], url: 'https://archive.example/' },
      'allow',
      'could-not-inspect',
      'uploads.rules[6]',
    ],
    [
      'never lets that rule speak for what was found in the part that was read',
      {
        items: [unread('zip', { inspected: 'partly', level: '3A' })],
        url: 'https://archive.example/',
      },
      'block',
      'upload-rule',
      'uploads.rules[0]',
    ],
    [
      'takes what was read partly for not inspected',
      { items: [unread('zip', { inspected: 'partly' })] },
      'block',
      'could-not-inspect',
      'uploads.rules',
    ],
    [
      'lets the strictest of several items decide',
      { items: [clean, unread('png'), level('3A'), clean] },
      'block',
      'upload-rule',
      'uploads.rules[0]',
    ],
  ])('%s', (_, row, action, reason, rule) => {
    expect(decideRow(row)).toMatchObject({ action, reason, rule });
  });

  it('names the clause of the rule', () => {
    expect(decideRow({ items: [level('3A')] })?.clause).toBe('7-2');
  });

  it('knows the unit of a user of the policy better than the enrolment', () => {
    const users = [{ id: 'sato', name: '佐藤', unit: '教育委員会' }];
    const row = { items: [level('2')], url: storage, user: 'sato', policy: { users } };
    expect(decideRow(row)?.action).toBe('block');
  });

  it('only watches in mode observe', () => {
    expect(decideRow({ items: [level('3A')], policy: { mode: 'observe' } })).toMatchObject({
      action: 'allow',
      would: 'block',
      reason: 'upload-rule',
    });
  });

  it('says nothing of an upload without items, or where nobody looks at uploads', () => {
    expect(decideRow({ items: [] })).toBeNull();
    const { uploads: _, ...rest } = compileUploadPolicy();
    const parsed = parseDestination('https://a.example/');
    if (!parsed.ok) throw new Error('never');
    const context = {
      destination: parsed.destination,
      user: null,
      unit: null,
      terminal: null,
      at: 0,
    };
    expect(judgeItem({ ...rest, uploads: null }, level('3A'), context)).toBeNull();
  });
});

describe('what somebody may let go', () => {
  const approval = { by: ['kacho'] };
  const uploads = {
    rules: [
      { level: ['3A'], to: 'any', action: 'block' as const, approval },
      { level: ['3B'], to: 'any', action: 'block' as const },
      { level: ['2'], to: 'any', action: 'warn' as const },
      { inspected: false as const, types: ['docx'], to: 'any', action: 'block' as const, approval },
      { inspected: false as const, types: ['png'], to: 'any', action: 'block' as const },
    ],
  };
  const partly = (name: string | null, type: string) => ({
    level: name,
    inspected: 'partly' as const,
    type,
  });
  it.each<[string, UploadItem, string | null]>([
    ['what one rule stops that has an approval', level('3A'), 'uploads.rules[0]'],
    ['not what a rule without one stops', level('3B'), null],
    ['not what nothing stops', clean, null],
    ['not what is warned of', level('2'), null],
    ['what two rules stop that both have one', partly('3A', 'docx'), 'uploads.rules[3]'],
    ['not what one of two stops without', partly('3A', 'png'), null],
    ['not what the other of two stops without', partly('3B', 'docx'), null],
    ['not what could not be inspected, and no rule names', partly('3A', 'pdf'), null],
  ])('%s', (_, item, expected) => {
    const parsed = parseDestination('https://a.example/');
    if (!parsed.ok) throw new Error('never');
    const { destination } = parsed;
    const context = { destination, user: null, unit: null, terminal: null, at: 0 };
    expect(approvableBy(compileUploadPolicy({ uploads }), item, context)).toBe(expected);
  });
});
