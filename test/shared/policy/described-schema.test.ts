import { describe, expect, it } from 'vitest';
import { describedRequestSchema } from '../../../shared/policy/described-schema.ts';

describe('a described request', () => {
  it.each<[string, object]>([
    ['the least', { act: 'post', path: '/a' }],
    [
      'everything',
      {
        act: 'edit',
        methods: ['PUT'],
        path: '/a/*',
        has: { mode: 'x', '?q': '*' },
        text: ['entry.body', '?text'],
        format: 'html',
        account: ['by'],
        attachments: ['photos'],
        whole: 'file',
      },
    ],
    ['harmless', { act: 'harmless', path: '/**' }],
  ])('takes %s', (_, row) => {
    expect(describedRequestSchema.parse(row)).toEqual(row);
  });

  it.each<[string, object]>([
    ['an unknown write', { act: 'unknown-write', path: '/a' }],
    ['no path', { act: 'post' }],
    ['another method', { act: 'post', path: '/a', methods: ['BREW'] }],
    ['no method', { act: 'post', path: '/a', methods: [] }],
    ['a field with a space', { act: 'post', path: '/a', text: ['a b'] }],
    ['an empty field', { act: 'post', path: '/a', text: [''] }],
    ['an unknown key', { act: 'post', path: '/a', url: 'x' }],
  ])('refuses %s', (_, row) => {
    expect(describedRequestSchema.safeParse(row).success).toBe(false);
  });
});
