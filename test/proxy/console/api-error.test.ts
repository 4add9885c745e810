import { expect, test } from 'vitest';
import { errorFrom } from '../../../proxy/console/api-error.ts';

test('keeps the hub’s sentence, fields and difference', () => {
  const difference = { lists: [], other: ['mode'] };
  const error = errorFrom(409, {
    error: { code: 'conflict', message: '先に公開されました', fields: { note: '直してください' } },
    current: 4,
    difference,
  });
  expect(error).toMatchObject({
    status: 409,
    code: 'conflict',
    message: '先に公開されました',
    fields: { note: '直してください' },
    current: 4,
    difference,
  });
});

test.each([null, 'text', {}, { error: 'x' }, { error: { code: 'x' } }])(
  'an answer that is none of the hub’s (%j) is an error all the same',
  (body) => {
    expect(errorFrom(502, body)).toMatchObject({ status: 502, code: 'http-502', message: '' });
  },
);
