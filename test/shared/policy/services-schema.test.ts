import { describe, expect, it } from 'vitest';
import { servicesSchema } from '../../../shared/policy/services-schema.ts';

const storage = {
  id: 'storage-a',
  title: '例ストレージ',
  hosts: ['storage.example'],
  functions: ['view', 'login', 'download', 'upload'],
  highest: '2',
  units: ['総務企画部'],
  responsible: 'tanaka',
  reviewBy: '2027-03-31',
};

describe('the register of services', () => {
  it('takes the example of the design', () => {
    expect(servicesSchema.parse([storage])).toEqual([storage]);
  });

  it.each([
    ['a service without hosts', { ...storage, hosts: [] }],
    ['an unknown function', { ...storage, functions: ['print'] }],
    ['a service that nobody is responsible for', { ...storage, responsible: undefined }],
    ['a key that it does not know', { ...storage, colour: 'red' }],
  ])('refuses %s', (_, service) => {
    expect(servicesSchema.safeParse([service]).success).toBe(false);
  });
});
