import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { detect } from '../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../shared/detection/part.ts';
import { withData } from '../../support/shared-data.ts';

const data = path.join(projectRoot, '../shared/data/pii');
const read = (name: string) => JSON.parse(readFileSync(path.join(data, name), 'utf8'));
const kinds = (text: string, alone = false) =>
  detect([{ ...textPart(text), alone }]).map(({ kind }) => kind);

describe.skipIf(!existsSync(data))(
  withData('on numbers that others collected', !existsSync(data)),
  () => {
    it('tells valid Individual Numbers from invalid ones, alone and behind their keyword', () => {
      const { vectors } = read('my_number.json');
      const wrong = vectors.filter(
        ({ input, valid }: { input: string; valid: boolean }) =>
          kinds(input, true).includes('individual-number') !== valid ||
          kinds(`個人番号：${input}`).includes('individual-number') !== valid,
      );
      expect(wrong).toEqual([]);
    });

    it('agrees on sentences with Individual Numbers and cards', () => {
      const { cases } = read('jp_sentences.json');
      const wrong = cases.filter(
        ({ text, expect, config }: { text: string; expect: string[]; config: string }) => {
          const found = kinds(text);
          return (
            config === 'default' &&
            (found.includes('individual-number') !== expect.includes('jp-my-number') ||
              found.includes('payment-card') !== expect.includes('credit-card'))
          );
        },
      );
      expect(wrong).toEqual([]);
    });

    it('agrees on the benchmark', () => {
      const { cases, my_number_context: context } = read('jp_benchmark.json');
      const wrong = [
        ...cases.filter(({ text, entity, expect }: Record<string, string>) =>
          entity === 'CREDIT_CARD'
            ? kinds(text ?? '').includes('payment-card') !== expect?.startsWith('detect')
            : kinds(text ?? '').includes('individual-number'),
        ),
        ...context.cases.filter(
          ({ text, flag }: { text: string; flag: boolean }) =>
            kinds(text).includes('individual-number') !== flag,
        ),
      ];
      expect(wrong).toEqual([]);
    });

    it('tells cards', () => {
      const { vectors } = read('credit_card.json');
      const wrong = vectors.filter(
        ({ text, valid, count }: { text: string; valid: boolean; count?: number }) => {
          const found = detect([{ ...textPart(text), alone: true }]).filter(
            ({ kind }) => kind === 'payment-card',
          );
          return found.length !== (count ?? (valid ? 1 : 0));
        },
      );
      expect(wrong).toEqual([]);
    });

    it('finds no Individual Number among 7,000 other numbers of 12 digits', () => {
      const rows = gunzipSync(readFileSync(path.join(data, 'numbers_12digit_benign.tsv.gz')))
        .toString('utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'));
      const column = rows.map((row) => [row[1] ?? '']);
      expect(detect([tablePart(rows)]).filter(({ kind }) => kind === 'individual-number')).toEqual(
        [],
      );
      expect(
        detect([tablePart(column)]).filter(({ kind }) => kind === 'individual-number'),
      ).toEqual([]);
      expect(kinds(column.join('\n'))).not.toContain('individual-number');
      const singly = column.filter(([number]) =>
        kinds(`${number} です。`).includes('individual-number'),
      );
      expect(singly).toEqual([]);
    });

    it.each(existsSync(data) ? readdirSync(path.join(data, 'bulk_fictional/files')) : [])(
      'sees persons in bulk in %s',
      (name) => {
        const rows = readFileSync(path.join(data, 'bulk_fictional/files', name), 'utf8')
          .trim()
          .split(/\r?\n/)
          .map((line) => line.replaceAll('"', '').split(','));
        expect(detect([tablePart(rows)]).map(({ kind }) => kind)).toContain('bulk-personal-data');
      },
    );
  },
);
