import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startPool } from '../../../proxy/inspection/pool.ts';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { documentFigure, documentRows, isClosed, plain } from '../../support/document-figures.ts';
import { withData } from '../../support/shared-data.ts';

const data = path.join(projectRoot, '../shared/data');
const rows = documentRows();
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
/** Nothing of these may be missed. */
const everydayTypes = new Set('docx xlsx pptx odt ods odp pdf zip csv eml'.split(' '));

describe.skipIf(!existsSync(data))(
  withData('documents that others collected', !existsSync(data)),
  () => {
    it('gives the text of every readable one, and calls none clean whose text it lost', {
      timeout: 240_000,
    }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length });
      const figures = await Promise.all(rows.map((row) => documentFigure(pool, row)));
      const expected = figures.filter(({ row, outcome }) => outcome !== null && !isClosed(row));
      const named = (found: typeof figures) => found.map(({ row, missing }) => [row.file, missing]);
      expect(named(expected.filter(({ outcome }) => outcome === 'lost'))).toEqual([]);
      const everyday = expected.filter(({ row }) => everydayTypes.has(row.type));
      expect(named(everyday.filter(({ outcome }) => outcome !== 'found'))).toEqual([]);
      const found = expected.filter(({ outcome }) => outcome === 'found').length;
      expect(found / expected.length).toBeGreaterThanOrEqual(0.95);
      const closed = figures.filter(({ row }) => isClosed(row));
      expect(named(closed.filter(({ report }) => report.inspected === true))).toEqual([]);
    });

    it('reads everyday documents of public bodies in full', { timeout: 240_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length });
      const everyday = rows.filter(
        ({ group, type }) =>
          ['ja-gov', 'ja-office'].includes(group) && readable.has(type) && type !== 'odp',
      );
      const reports = await Promise.all(
        everyday.map(({ file }) =>
          pool.inspect({
            content: { path: path.join(data, 'docs/files', file) },
            name: file,
            // Their pictures are read to the end, however busy the machine is.
            ocr: { time: 120_000 },
          }),
        ),
      );
      expect(everyday.length).toBeGreaterThan(10);
      expect(
        everyday.filter((_, at) => reports[at]?.inspected !== true).map(({ file }) => file),
      ).toEqual([]);
    });

    it('calls no encrypted one clean', { timeout: 240_000 }, async () => {
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
      const open = encrypted.filter(({ opensWithoutPassword }) => opensWithoutPassword);
      const read = reports.filter(({ inspected }) => inspected === true);
      expect(read.filter(({ file }) => !open.some((each) => each.file === file))).toEqual([]);
      expect(reports.filter(({ why }) => why === 'crashed' || why === 'timeout')).toEqual([]);
    });

    it('reads every encrypted one with its password', { timeout: 60_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: rows.length });
      const known = rows.filter(({ group, password }) => group === 'encrypted' && password);
      const lost = await Promise.all(
        known.map(async ({ file, password, expectedText = [] }) => {
          const { text = '', lock } = await pool.inspect({
            content: { path: path.join(data, 'docs/files', file) },
            name: file,
            withText: true,
            ...(password && { password }),
          });
          const missing = expectedText.filter((each) => !plain(text).includes(plain(each)));
          return missing.length === 0 && lock === undefined ? null : `${file}: ${lock} ${missing}`;
        }),
      );
      // PKWARE's own encryption.
      const shut = 'encrypted/test_read_format_zip_encryption_partially.zip: useless ';
      expect(lost.filter((each) => each !== null)).toEqual([shut]);
      expect(known.length).toBeGreaterThan(10);
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

    it('finds nothing that makes a level in published open data', {
      timeout: 120_000,
    }, async () => {
      await using pool = startPool({ size: 2, waiting: 1000 });
      const folder = path.join(data, 'pii/benign/files');
      const found = await Promise.all(
        readdirSync(folder).map(async (name) => {
          const bytes = gunzipSync(readFileSync(path.join(folder, name)));
          const { inspected, findings } = await pool.inspect({
            content: { bytes },
            name: name.replace(/\.gz$/, ''),
          });
          const told = findings.map(({ kind }) => kind).filter((kind) => !everyday.has(kind));
          return inspected === true && told.length === 0 ? null : { name, inspected, kinds: told };
        }),
      );
      expect(found.filter((each) => each !== null)).toEqual([]);
    });

    it('tells the sensitivity labels that are set, and no others', {
      timeout: 60_000,
    }, async () => {
      await using pool = startPool({ size: 2, waiting: 1000 });
      const { files } = JSON.parse(readFileSync(path.join(data, 'docs/mip.json'), 'utf8'));
      for (const { file, labelActive } of files) {
        const content = { path: path.join(data, 'docs/files', file) };
        const { findings } = await pool.inspect({ content, name: '' });
        const labels = findings.filter(({ kind }) => kind === 'sensitivity-label');
        expect.soft(labels.length, file).toBe(labelActive ? 1 : 0);
      }
    });

    it('tells the labels of mails', { timeout: 60_000 }, async () => {
      await using pool = startPool({ size: 2, waiting: 1000 });
      const { mail_headers: mails } = JSON.parse(
        readFileSync(path.join(data, 'docs/mip.json'), 'utf8'),
      );
      for (const { header, labelName } of mails) {
        const bytes = Buffer.from(`Subject: a\n${header}\nContent-Type: text/plain\n\nbody\n`);
        const { findings } = await pool.inspect({ content: { bytes }, name: 'a.eml' });
        expect
          .soft(
            findings.map(({ label }) => label),
            header,
          )
          .toContain(labelName);
      }
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

/** Published addresses and names are addresses and names all the same. */
const everyday: ReadonlySet<string> = new Set([
  'person-name',
  'address',
  'birth-date',
  'phone',
  'email',
  'postal-code',
]);

/** Collected as malformed, and read in full all the same. */
const whole = [
  'malformed/51921-Word-Crash067.docx',
  'malformed/test_read_format_zip_comment_stored_1.zip',
];
