/** YAML → policy, with every problem at once: its line, its path, what is wrong and the cure. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Problem } from '../protocol/policy-change.ts';
import { checkSources } from './check-feeds.ts';
import { checkPolicy } from './check-policy.ts';
import { error, type Finding, type Place, placeText, warning } from './finding.ts';
import { checkSalvaged } from './salvage.ts';
import { type Policy, policySchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { aliasProblem, doubleKeyProblem, syntaxProblem } from './syntax-problem.ts';

/** Characters: ten times the largest allow-list that we have seen. */
const maximumLength = 5_000_000;
/** How often anchors may be repeated: beyond, a small document can grow without end. */
const maximumAliases = 100;
/** Nobody mends more at once, and each is looked up in the document. */
const maximumProblems = 1000;

export interface ParsedPolicy {
  /** null where there is any error. */
  readonly policy: Policy | null;
  readonly problems: Problem[];
}

/** @param more further looks at a policy that has no errors: what they find gets its line as well */
export function parsePolicy(
  yaml: string,
  more: (policy: Policy) => Finding[] = () => [],
): ParsedPolicy {
  if (yaml.length > maximumLength) {
    const found = error(
      [],
      'ポリシーが大きすぎます (500 万文字まで)。/ The policy is too large (at most 5 million characters).',
      '使わない項目を消してください。/ Delete entries that are no longer needed.',
    );
    return { policy: null, problems: [placed(found, null)] };
  }
  const lines = new LineCounter();
  const document = readDocument(yaml, lines);
  if ('severity' in document) return { policy: null, problems: [placed(document, null)] };
  const syntax = [...document.errors, ...document.warnings].slice(0, maximumProblems);
  if (syntax.length > 0) {
    const lineAt = (offset: number) => lines.linePos(offset).line;
    const problems = syntax.map((each) => syntaxProblem(each, lineAt(each.pos[0])));
    return { policy: null, problems };
  }

  const doubles = doubleKeys(document);
  if (doubles.length > 0) {
    const problems = doubles.map((offset) => doubleKeyProblem(lines.linePos(offset).line));
    return { policy: null, problems };
  }
  const dangling = danglingAlias(document);
  if (dangling !== null) {
    const line = lines.linePos(startOf(dangling) ?? 0).line;
    return { policy: null, problems: [aliasProblem(line)] };
  }
  const value = toValue(document);
  if ('severity' in value) return { policy: null, problems: [placed(value, null)] };
  const read = policySchema.safeParse(value.value);
  const judged = read.success
    ? checked(read.data, more)
    : [
        ...schemaProblems(read.error.issues, value.value, policySchema),
        ...checkSalvaged(value.value, read.error.issues),
      ];
  const findings = [...judged, ...checkSources(value.value)];
  const problems = atMost(findings, maximumProblems)
    .map((found) => placed(found, lineOf(document, lines, found.at)))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const isSound = problems.every(({ severity }) => severity !== 'error');
  return { policy: read.success && isSound ? read.data : null, problems };
}

/** The lines of places of a document, counted from 1; null where the document cannot be read. */
export function linesAt(yaml: string, places: readonly Place[]): (number | null)[] {
  const lines = new LineCounter();
  const document = readDocument(yaml, lines);
  if ('severity' in document) return places.map(() => null);
  return places.map((at) => lineOf(document, lines, at));
}

function checked(policy: Policy, more: (policy: Policy) => Finding[]): Finding[] {
  const found = checkPolicy(policy);
  return found.some(({ severity }) => severity === 'error') ? found : [...found, ...more(policy)];
}

function readDocument(yaml: string, lineCounter: LineCounter): Document.Parsed | Finding {
  try {
    // The package compares each key with each (doubleKeys looks each up instead), and copies the
    // whole line for each error.
    const unchecked = { prettyErrors: false, schema: 'core', uniqueKeys: false } as const;
    return parseDocument(yaml, { lineCounter, ...unchecked });
  } catch {
    return tooDeep();
  }
}

/** Where a key stands that its mapping has already. */
function doubleKeys(document: Document.Parsed): number[] {
  const found: number[] = [];
  try {
    visit(document, {
      Map(_, map) {
        const seen = new Set<unknown>();
        for (const { key } of map.items) {
          const name = isScalar(key) ? key.value : key;
          if (seen.has(name) && found.length < maximumProblems) found.push(startOf(key) ?? 0);
          seen.add(name);
        }
      },
    });
  } catch {
    return []; // Nested too deeply to walk: toValue says so.
  }
  return found;
}

/** Errors before warnings where there are too many; the last says how many more there are. */
function atMost(findings: Finding[], most: number): Finding[] {
  if (findings.length <= most) return findings;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity !== 'error');
  const left = findings.length - most;
  const tell = errors.length > 0 ? error : warning;
  const more = tell(
    [],
    `ほかに ${left} 件あります。/ There are ${left} more.`,
    'ここにあるものを直してから、もう一度確かめてください。/ Mend these, then check again.',
  );
  return [...[...errors, ...warnings].slice(0, most), more];
}

/** The first alias that names no anchor: most often a star that should stand in quotes. */
function danglingAlias(document: Document.Parsed): Alias | null {
  const aliases: Alias[] = [];
  try {
    visit(document, {
      Alias(_, alias) {
        aliases.push(alias);
        return aliases.length > maximumAliases ? visit.BREAK : undefined;
      },
    });
  } catch {
    return null; // Nested too deeply to walk: toValue says so.
  }
  return aliases.find((alias) => alias.resolve(document) === undefined) ?? null;
}

function toValue(document: Document.Parsed): { value: unknown } | Finding {
  const empty = 'ポリシーが空です。/ The policy is empty.';
  const start =
    'shared/policy/starter.yaml を写して始めてください。/ Start from a copy of shared/policy/starter.yaml.';
  if (document.contents === null) return error([], empty, start);
  try {
    const value: unknown = document.toJS({ maxAliasCount: maximumAliases });
    return value === null || value === '' ? error([], empty, start) : { value };
  } catch {
    return tooDeep();
  }
}

function tooDeep(): Finding {
  return error(
    [],
    '入れ子が深すぎるか、エイリアス (*名前) の繰り返しが多すぎます。/ The document is nested too deeply, or repeats its anchors too often.',
    'アンカーとエイリアスを使わずに書いてください。/ Write it without anchors and aliases.',
  );
}

function placed({ severity, at, message, cure, witness }: Finding, line: number | null): Problem {
  const shown = witness === undefined ? {} : { witness };
  return { severity, line, path: placeText(at), message, cure, ...shown };
}

/** The line of the deepest part of the path that is there; of a key where the last step is one. */
function lineOf(document: Document.Parsed, lines: LineCounter, at: Place): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of at) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0];
}
