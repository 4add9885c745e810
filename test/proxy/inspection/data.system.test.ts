import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startPool } from '../../../proxy/inspection/pool.ts';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { withData } from '../../support/shared-data.ts';

interface Row {
  readonly file: string;
  readonly type: string;
  readonly group: string;
  readonly expectedText?: readonly string[];
  readonly expectedFrom?: string;
  readonly encrypted?: boolean;
}

const data = path.join(projectRoot, '../shared/data');
const rows: Row[] = existsSync(data)
  ? JSON.parse(readFileSync(path.join(data, 'docs/index.json'), 'utf8')).files
  : [];
const readable = new Set([
  'docx',
  'docm',
  'xlsx',
  'xlsm',
  'pptx',
  'pdf',
  'txt',
  'csv',
  'zip',
  'tar',
  'xml',
  'html',
  'json',
  'odp',
  'epub',
  'doc',
  'xls',
  'ppt',
  'rtf',
  'eml',
  'msg',
  'jtd',
  'jtt',
  'p7m',
  'br',
  'zlib',
  'lz4',
]);
/** Without white space, and with one form for each character. */
const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

describe.skipIf(!existsSync(data))(
  withData('documents that others collected', !existsSync(data)),
  () => {
    it('gives the text of every readable one, and calls none clean whose text it lost', {
      timeout: 120_000,
    }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length });
      const lost = await Promise.all(
        rows
          .filter(
            ({ group, expectedFrom = '' }) =>
              !['encrypted', 'malformed'].includes(group) && !/not re-checked/.test(expectedFrom),
          )
          .map(async ({ file, type, expectedText = [] }) => {
            const report = await pool.inspect({
              content: { path: path.join(data, 'docs/files', file) },
              name: file,
              withText: true,
            });
            const text = plain(report.text ?? '');
            const missing = expectedText.filter((each) => !text.includes(plain(each)));
            if (missing.length === 0) return null;
            const isLost =
              report.inspected === true ||
              (readable.has(type) && report.why !== 'no-text' && report.inspected === false);
            return isLost ? `${file}: ${report.inspected} ${missing.join(' | ')}` : null;
          }),
      );
      expect(
        lost
          .filter((each) => each !== null)
          .filter((each) => !knownLosses.some((known) => each.startsWith(known))),
      ).toEqual([]);
    });

    it('reads everyday documents of public bodies in full', { timeout: 60_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length });
      const everyday = rows.filter(
        ({ group, type }) =>
          ['ja-gov', 'ja-office'].includes(group) && readable.has(type) && type !== 'odp',
      );
      const reports = await Promise.all(
        everyday.map(({ file }) =>
          pool.inspect({ content: { path: path.join(data, 'docs/files', file) }, name: file }),
        ),
      );
      expect(everyday.length).toBeGreaterThan(10);
      expect(
        everyday.filter((_, at) => reports[at]?.inspected !== true).map(({ file }) => file),
      ).toEqual([]);
    });

    it('calls no encrypted one clean', { timeout: 60_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length });
      const encrypted = rows.filter(({ group }) => group === 'encrypted');
      const reports = await Promise.all(
        encrypted.map(async ({ file }) => ({
          file,
          ...(await pool.inspect({
            content: { path: path.join(data, 'docs/files', file) },
            name: file,
          })),
        })),
      );
      expect(reports.filter(({ inspected }) => inspected === true).map(({ file }) => file)).toEqual(
        [],
      );
      expect(reports.filter(({ why }) => why === 'crashed' || why === 'timeout')).toEqual([]);
    });

    it('survives every malformed one within ten seconds each', { timeout: 120_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length, limits: { time: 9_000 } });
      const malformed = rows.filter(({ group }) => group === 'malformed');
      const reports = await Promise.all(
        malformed.map(async ({ file }) => ({
          file,
          ...(await pool.inspect({
            content: { path: path.join(data, 'docs/files', file) },
            name: file,
          })),
        })),
      );
      expect(
        reports.filter(({ why }) => why === 'crashed' || why === 'timeout' || why === 'memory'),
      ).toEqual([]);
      expect(reports.filter(({ inspected }) => inspected === true).map(({ file }) => file)).toEqual(
        whole,
      );
    });

    it('finds nothing in published open data', { timeout: 120_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: 1000 });
      const folder = path.join(data, 'pii/benign/files');
      const found = await Promise.all(
        readdirSync(folder).map(async (name) => {
          const bytes = gunzipSync(readFileSync(path.join(folder, name)));
          const { inspected, findings } = await pool.inspect({
            content: { bytes },
            name: name.replace(/\.gz$/, ''),
          });
          return inspected === true && findings.length === 0
            ? null
            : { name, inspected, kinds: findings.map(({ kind }) => kind) };
        }),
      );
      expect(found.filter((each) => each !== null)).toEqual([]);
    });

    it('sees persons in bulk in every list of fictional ones', { timeout: 60_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: 1000 });
      const folder = path.join(data, 'pii/bulk_fictional/files');
      const kinds = await Promise.all(
        readdirSync(folder).map(async (name) => {
          const { findings } = await pool.inspect({
            content: { path: path.join(folder, name) },
            name,
          });
          return findings.map(({ kind }) => kind);
        }),
      );
      expect(kinds.every((each) => each.includes('bulk-personal-data'))).toBe(true);
    });
  },
);

/**
 * What the text of these is said to be stands in them with tags or names of entries in between, is
 * numbering that a word processor makes, or does not stand in them at all.
 */
const knownLosses = [
  'archive/testARC.arc',
  'archive/test_read_format_lha_filename_utf16.lzh',
  'archive/test_read_format_7zip_ppmd.7z',
  'archive/test_read_format_cab_filename_cp932.cab',
  'mail/content_transfer_encoding_with_8bits.eml',
  'office/test_recursive_embedded.docx',
  'ja-office/TestShiftJIS.doc',
];

/** Collected as malformed, and read in full all the same. */
const whole = [
  'malformed/51921-Word-Crash067.docx',
  'malformed/test_read_format_zip_comment_stored_1.zip',
];
