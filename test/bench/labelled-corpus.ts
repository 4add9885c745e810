/** Reads test/fixtures/labelled: rows of text or tables, and what is in each. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../proxy/platform/build.ts';
import { type Part, type Place, tablePart, textPart } from '../../shared/detection/part.ts';
import { filledIn } from './corpus-values.ts';

export const corpusFolder = path.join(projectRoot, 'test/fixtures/labelled');

const count = z.union([z.int().min(0), z.tuple([z.int().min(0), z.int().min(1)])]);

const rowSchema = z.strictObject({
  text: z.string().optional(),
  rows: z.array(z.array(z.string())).optional(),
  /** Repeated for so many persons, behind `text` or `rows`. */
  each: z.union([z.string(), z.array(z.string())]).optional(),
  times: z.int().min(1).max(100).optional(),
  corner: z.string().optional(),
  found: z.record(z.string(), count).optional(),
  /** Kinds that are not judged here. */
  any: z.array(z.string()).optional(),
});

export interface LabelledRow {
  /** `phone.yaml 12` */
  readonly name: string;
  /** What its file is about. */
  readonly about: string;
  readonly part: Part;
  /** Least and most of each kind. */
  readonly found: ReadonlyMap<string, readonly [number, number]>;
  readonly any: ReadonlySet<string>;
}

export function readCorpus(folder = corpusFolder): LabelledRow[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const rows = z
        .array(rowSchema)
        .parse(parse(readFileSync(path.join(folder, file), 'utf8')), { reportInput: true });
      return rows.map((row, at) => ({
        name: `${file} ${at + 1}`,
        about: file.replace('.yaml', ''),
        part: partOf(row),
        found: new Map(
          Object.entries(row.found ?? {}).map(([kind, many]) => [
            kind,
            typeof many === 'number' ? ([many, many] as const) : many,
          ]),
        ),
        any: new Set(row.any ?? []),
      }));
    });
}

function partOf({ text, rows, each, times = 1, corner }: z.infer<typeof rowSchema>): Part {
  const place = (corner === undefined ? {} : { corner }) as Place;
  const lines = Array.from({ length: each === undefined ? 0 : times }, (_, at) => at + 1);
  if (rows !== undefined) {
    const repeated = lines.map((line) => [each ?? []].flat().map((cell) => filledIn(cell, line)));
    const first = rows.map((row) => row.map((cell) => filledIn(cell)));
    return tablePart([...first, ...repeated], place);
  }
  const repeated = lines.map((line) => filledIn(String(each), line)).join('');
  return { ...textPart(filledIn(text ?? '') + repeated, place), alone: corner === undefined };
}
