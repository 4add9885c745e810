/** Managed storage first, then the file beside the manifest, then what is usual. */
import { api } from '../platform/browser.ts';
import { type Settings, settingsSchema } from './enrolment.ts';

let packaged: Promise<unknown> | null = null;

export async function readSettings(): Promise<Settings> {
  const managed = settingsSchema.safeParse(await managedValues());
  if (managed.success && managed.data.code !== undefined) return managed.data;
  packaged ??= packagedValues();
  const file = settingsSchema.safeParse(await packaged);
  if (file.success && file.data.code !== undefined) return file.data;
  return managed.success ? managed.data : settingsSchema.parse({});
}

/** Firefox rejects where no policy says anything; Chromium answers `{}` for the first seconds. */
async function managedValues(): Promise<unknown> {
  try {
    return await api.storage.managed.get();
  } catch {
    return {};
  }
}

async function packagedValues(): Promise<unknown> {
  try {
    return await (await fetch(api.runtime.getURL('enrolment.json'))).json();
  } catch {
    return {};
  }
}
