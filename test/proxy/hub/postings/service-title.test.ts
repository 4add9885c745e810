import { expect, test } from 'vitest';
import { serviceTitle } from '../../../../proxy/hub/postings/service-title.ts';

const rule = {
  service: 'x',
  responsible: 'sns',
  accounts: [{ name: 'city', posters: ['tanaka'] }],
};
const policy = {
  posting: [
    { ...rule, title: '市の X' },
    { ...rule, service: 'note' },
  ],
};

test.each([
  ['as the policy says it', 'x', '市の X'],
  ['as the catalogue does', 'bluesky', 'Bluesky'],
  ['its id where nobody knows it', 'gone', 'gone'],
])('is called %s', (_, id, title) => {
  expect(serviceTitle(policy, id)).toBe(title);
});
