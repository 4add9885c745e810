/** Managed storage first, then the file beside the manifest, then what is usual. */
import { api } from '../platform/browser.ts';
import { keptForGood } from '../platform/kept.ts';
import { type Settings, settingsSchema } from './enrolment.ts';
import { createStandIn } from './stand-in.ts';

const patienceMs = 100;
/** The code is not kept: while managed storage is waited for, the enrolment that there is serves. */
const rememberedSchema = settingsSchema.omit({ code: true });

/** @param onLate managed storage has answered, after settings were given without it */
export function createSettings(onLate: () => void): () => Promise<Settings> {
  const usual = settingsSchema.parse({});
  const managed = createStandIn<Settings, Settings>({
    async read() {
      const values = settingsSchema.safeParse(await managedValues());
      return values.success ? values.data : usual;
    },
    remembered: (values) => (values.code === undefined ? null : rememberedSchema.parse(values)),
    kept: keptForGood<Settings>('managed', rememberedSchema),
    patience: () => new Promise((resolve) => setTimeout(resolve, patienceMs)),
    onLate,
  });
  let packaged: Promise<unknown> | null = null;

  return async () => {
    const values = await managed();
    if (values.code !== undefined) return values;
    packaged ??= packagedValues();
    const file = settingsSchema.safeParse(await packaged);
    return file.success && file.data.code !== undefined ? file.data : values;
  };
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
