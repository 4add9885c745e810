import { describe, expect, it } from 'vitest';
import { levelsSchema, uploadsSchema } from '../../../shared/policy/uploads-schema.ts';

describe('levels and uploads of the policy', () => {
  it('takes the example of the design', () => {
    const uploads = {
      levelOf: {
        'individual-number': '3A',
        'bulk-personal-data': { rows: 10, level: '3B' },
        'mark:秘': '3A',
      },
      rules: [
        { level: ['3A', '3B'], to: 'any', action: 'block', clause: '7-2' },
        { inspected: false, to: 'any', action: 'block', clause: '7-2' },
      ],
      default: 'allow',
    };
    expect(uploadsSchema.parse(uploads)).toEqual(uploads);
    expect(levelsSchema.parse({ order: ['3A', '2'] })).toEqual({ order: ['3A', '2'] });
  });

  it.each([
    ['an unknown kind', uploadsSchema, { levelOf: { 'my-number': '3A' } }],
    ['an unknown key', uploadsSchema, { levels: {} }],
    ['an unknown action', uploadsSchema, { default: 'perhaps' }],
    ['rows of one', uploadsSchema, { levelOf: { 'bulk-personal-data': { rows: 1, level: '3B' } } }],
    ['a level that stands twice', levelsSchema, { order: ['2', '2'] }],
  ])('refuses %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
