/**
 * A copy of the built extension with an enrolment code beside its manifest, for one profile. The
 * code is used once, so the copy says nothing to whoever reads it later.
 */
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { makePrivateFolder, writePrivateFile } from '../platform/private-file.ts';

export interface EnrolmentFile {
  /** `http://127.0.0.1:3129` */
  readonly linkUrl: string;
  readonly proxyPort: number;
  readonly code: string;
  /** Whom the code is for: a browser that is this person's already leaves it unused. */
  readonly user?: string;
  /** Opened when the browser starts. */
  readonly firstPage?: string;
}

export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];

/**
 * @param from the built extension, e.g. `.output/chrome-mv3`
 * @param to emptied first
 * @param language leaves out the other ones: an extension's words follow the browser's language,
 * and not every browser has Japanese installed
 */
export async function copyExtension(options: {
  from: string;
  to: string;
  enrolment?: EnrolmentFile;
  language?: Language;
}): Promise<void> {
  const { from, to, enrolment, language } = options;
  await rm(to, { recursive: true, force: true });
  await makePrivateFolder(to);
  const others = languages.filter((each) => language && each !== language);
  const left = new Set(
    others.filter((each) => each !== 'ja').map((each) => path.join(from, '_locales', each)),
  );
  await cp(from, to, { recursive: true, filter: (source) => !left.has(source) });
  if (language === 'en') {
    // Japanese is the language to fall back on: its words give way.
    const words = (each: Language) => path.join(to, '_locales', each);
    await cp(words('en'), words('ja'), { recursive: true });
  }
  if (enrolment) {
    await writePrivateFile(path.join(to, 'enrolment.json'), JSON.stringify(enrolment));
  }
}
