/** Typed values in the browser's storage. What does not fit its schema counts as absent. */
import type { z } from 'zod';
import { api, type Polyfill } from './browser.ts';
import { type Kept, keptInMemory } from './kept-in-memory.ts';

export type { Kept };

/** Survives the browser's end. */
export function keptForGood<T>(key: string, schema: z.ZodType<T>): Kept<T> {
  return keptIn(api.storage.local, key, schema);
}

/** Forgotten when the browser ends; never on disk. Tokens and passwords live here. */
export function keptForSession<T>(key: string, schema: z.ZodType<T>): Kept<T> {
  const area = (api.storage as { session?: Polyfill.Storage.StorageArea }).session;
  return area ? keptIn(area, key, schema) : keptInMemory();
}

function keptIn<T>(area: Polyfill.Storage.StorageArea, key: string, schema: z.ZodType<T>): Kept<T> {
  return {
    async get() {
      const found = schema.safeParse((await area.get(key))[key]);
      return found.success ? found.data : null;
    },
    set: (value) => area.set({ [key]: value }),
    remove: () => area.remove(key),
  };
}
