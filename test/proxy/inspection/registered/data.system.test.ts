/**
 * Real documents of Japanese authorities: some are registered; of the others none is taken for a
 * copy, but for versions of the same text. Reads ../shared/data where it is.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectContent } from '../../../../proxy/inspection/inspect-content.ts';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import { fingerprintContent } from '../../../../proxy/inspection/registered/fingerprint-content.ts';
import { usesOf } from '../../../../proxy/inspection/registered/registered-secret.ts';
import {
  buildRegisteredSet,
  type DocumentToSet,
} from '../../../../shared/detection/registered/build-set.ts';
import { openRegisteredSet } from '../../../../shared/detection/registered/registered-set.ts';
import { createGramKey } from '../../../../shared/detection/registered/winnow.ts';
import { testSecret } from '../../../support/registered-documents.ts';
import { withData } from '../../../support/shared-data.ts';

const root = path.join(import.meta.dirname, '../../../../../shared/data');
const registeredFolders = ['docs/files/ja-gov', 'docs/files/ja-office', 'docs/files/ja-pdf'];
const otherFolders = [
  'pii/benign',
  'docs/files/ja-mail',
  'docs/files/ja-ichitaro',
  'docs/files/office',
  'docs/files/pdf',
  'docs/files/rtf',
  'docs/files/mail',
];
/** `dp2020_03.pdf`, `dp2021_06_att.docx`: reports of one series, which quote one another. */
const familyOf = (name: string) => path.basename(name).replace(/\d.*|\..*/, '');

/** Larger ones take minutes on a busy machine, and say no more. */
const largest = 3_000_000;

function filesBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => {
      const found = statSync(path.join(root, name));
      return found.isFile() && found.size <= largest;
    })
    .sort();
}

const isMissing = !existsSync(path.join(root, 'docs/files'));

describe.skipIf(isMissing)(withData('real documents', isMissing), () => {
  it('are found by their own text, and others are none of them', async () => {
    const uses = usesOf(testSecret);
    const limits = { ...defaultLimits, time: 120_000 };
    const documents: DocumentToSet[] = [];
    const seen = new Set<string>();
    for (const id of registeredFolders.flatMap(filesBelow)) {
      const bytes = readFileSync(path.join(root, id));
      const made = await fingerprintContent(bytes, '', {
        limits,
        secret: testSecret,
        everyGram: false,
      });
      if (made.letters < 200 || seen.has(made.digest)) continue;
      seen.add(made.digest);
      const { digest, grams } = made;
      documents.push({
        id,
        owner: '',
        level: '3A',
        until: null,
        bytes: bytes.length,
        digest,
        grams,
      });
    }
    const set = openRegisteredSet(buildRegisteredSet(documents, [], uses.name).bytes);
    if (set === null) throw new Error('the set cannot be opened');
    const registered = { set, key: createGramKey(uses.grams), digest: uses.digest, now: 0 };
    const copiesIn = async (name: string) => {
      const bytes = readFileSync(path.join(root, name));
      const { findings } = await inspectContent(bytes, '', {
        limits,
        detection: { registered },
        withText: false,
      });
      return findings.flatMap(({ document, masked, count, confidence }) =>
        document === undefined ? [] : [{ name, of: document.id, masked, count, confidence }],
      );
    };
    expect(documents.length).toBeGreaterThan(10);
    const versions = [];
    for (const { id } of documents) {
      const copies = await copiesIn(id);
      expect(copies.some(({ of }) => of === id)).toBe(true);
      versions.push(...copies.filter(({ of }) => of !== id));
    }
    const others = [];
    let looked = 0;
    for (const name of otherFolders.flatMap(filesBelow)) {
      looked++;
      others.push(...(await copiesIn(name)));
    }
    process.stdout.write(
      `${documents.length} registered, ${looked} others\n${[...versions, ...others].map((each) => `${JSON.stringify(each)}\n`).join('')}`,
    );
    // One text of a test suite in every format: true copies.
    const isVersion = ({ name, of }: { name: string; of: string }) =>
      /various/i.test(name) && of.endsWith('with_japanese.pptx');
    expect(others.filter((each) => !isVersion(each))).toEqual([]);
    const families = versions.filter(({ name, of }) => familyOf(name) !== familyOf(of));
    expect(families).toEqual([]);
  }, 600_000);
});
