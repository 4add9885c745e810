/** The set in memory of this process: read once, and again when another one counts. */
import { readFile } from 'node:fs/promises';
import {
  openRegisteredSet,
  type RegisteredSet,
} from '../../../shared/detection/registered/registered-set.ts';
import type { RegisteredDocuments } from '../../../shared/detection/registered/watch-copies.ts';
import { createGramKey, type GramKey } from '../../../shared/detection/registered/winnow.ts';
import type { RegisteredSource } from '../messages.ts';
import { type SecretUses, usesOf } from './registered-secret.ts';

interface Loaded {
  readonly name: string;
  readonly set: RegisteredSet;
  readonly key: GramKey;
  readonly uses: SecretUses;
}

export type LoadRegistered = (
  source: RegisteredSource | 'missing' | undefined,
) => Promise<RegisteredDocuments | null | 'missing'>;

export function createLoadRegistered(now: () => number): LoadRegistered {
  let loaded: Loaded | null = null;

  /** The name of the file is its SHA-256: the same name is the same set. */
  async function load({ file, secret }: RegisteredSource): Promise<Loaded | null> {
    const uses = usesOf(secret);
    const name = `${file} ${uses.name}`;
    if (loaded?.name === name) return loaded;
    const bytes = await readFile(file).catch(() => null);
    const set = bytes === null ? null : openRegisteredSet(bytes);
    if (set === null || set.key !== uses.name) return null;
    loaded = { name, set, key: createGramKey(uses.grams), uses };
    return loaded;
  }

  return async (source) => {
    if (source === undefined) return null;
    // Gone in the moment in which another one took its place: the one in memory was good until then.
    const found = source === 'missing' ? null : ((await load(source)) ?? loaded);
    if (found === null) return 'missing';
    return { set: found.set, key: found.key, digest: found.uses.digest, now: now() };
  };
}
