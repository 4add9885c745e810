import { readFileSync } from 'node:fs';
import type { Policy } from '../../shared/policy/schema.ts';

/** The least policy there is: everything is refused. */
export function smallPolicy(changes: Partial<Policy> = {}): Policy {
  return {
    version: 1,
    organization: { name: '横手市' },
    mode: 'enforce',
    zones: { closed: ['10.0.0.0/8', '127.0.0.0/8'] },
    destinations: { default: 'block' },
    ...changes,
  };
}

export function starterYaml(): string {
  return readFileSync(new URL('../../shared/policy/starter.yaml', import.meta.url), 'utf8');
}
