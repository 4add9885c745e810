import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compileUploads } from '../../../shared/policy/compile-uploads.ts';
import { uploadPolicy } from '../../support/upload-policy.ts';

const compile = (uploads = uploadPolicy.uploads) => compileUploads(uploads ?? {}, uploadPolicy);

test('keeps the rules on what was not inspected apart, each with its own name', () => {
  const { found, uninspected } = compile();
  expect(found.map(({ rule }) => rule)).toEqual([0, 1, 2, 3, 4].map((n) => `uploads.rules[${n}]`));
  expect(uninspected.map(({ rule }) => rule)).toEqual(['uploads.rules[5]', 'uploads.rules[6]']);
});

test('a service takes its highest level and those below it', () => {
  const parsed = parseDestination('https://storage.example/');
  if (!parsed.ok) throw new Error('never');
  const [service] = compile().services.candidates(parsed.destination);
  expect([...(service?.levels ?? [])]).toEqual(['2', '1']);
});

test('allows where the policy says nothing', () => {
  expect(compile({}).default).toBe('allow');
});

test('puts files in parts together where the policy does not refuse them', () => {
  expect(compile({}).resumable).toBe('assemble');
  expect(compile({ resumable: 'refuse' }).resumable).toBe('refuse');
});

test.each(['list:nowhere', 'a b'])('throws at %j, which the check refuses', (to) => {
  expect(() => compile({ rules: [{ to, action: 'block' }] })).toThrow();
});
