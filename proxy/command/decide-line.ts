/** One line of `sekisho decide` → its answer. Every line gets one, whatever is wrong with it. */
import { z } from 'zod';
import { type Destination, parseDestination } from '../../shared/destination/destination.ts';
import { chromiumSpelling, compileChromiumLists } from '../../shared/policy/chromium-lists.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import { decideDestination, decideMalformed } from '../../shared/policy/decide-destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { explainDestination } from '../../shared/policy/explain-destination.ts';
import type { Explained } from '../../shared/protocol/explained.ts';
import type { Line } from './lines.ts';

export interface Answer extends Decision {
  /** As it was given. */
  readonly url: string | null;
  readonly host: string | null;
  /** Where it was asked for: what led to the decision; null where no destination could be read. */
  readonly explain?: Explained | null;
}

const absent = z.null().transform(() => undefined);
const word = z.union([z.string(), absent]).optional();
const filters = z.union([z.array(z.string()), absent]).optional();
/** ISO 8601 with an offset; seconds may be left out. */
const moment = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
  absent,
]);
/** Keys that are not known are left to later versions. */
const askedSchema = z.object({
  url: z.string(),
  method: word,
  initiator: word,
  unit: word,
  user: word,
  terminal: word,
  at: moment.optional(),
  URLBlocklist: filters,
  URLAllowlist: filters,
});
type Asked = z.infer<typeof askedSchema>;

export interface Surroundings {
  readonly policy: CompiledPolicy;
  readonly now: () => number;
  readonly newId: () => string;
  readonly explain?: boolean;
  /** A sentence for the person at the command line, on what a line could not be read by. */
  readonly note: (sentence: string) => void;
}

export function createDecideLine({ policy, now, newId, explain = false, note }: Surroundings) {
  const chromium = new Map<string, CompiledPolicy>();

  function chromiumPolicy(block: readonly string[], allow: readonly string[]): CompiledPolicy {
    const key = JSON.stringify([block, allow]);
    const known = chromium.get(key);
    if (known !== undefined) return known;
    const compiled = compileChromiumLists(block, allow);
    if (chromium.size >= 100) chromium.clear();
    chromium.set(key, compiled);
    return compiled;
  }

  function malformed(url: string | null): Answer {
    return { ...answer(url, null, decideMalformed(newId())), ...(explain && { explain: null }) };
  }

  function decideAsked(asked: Asked): Answer {
    const { url, URLBlocklist, URLAllowlist } = asked;
    const isChromium = URLBlocklist !== undefined || URLAllowlist !== undefined;
    const parsed = parseDestination(isChromium ? chromiumSpelling(url) : url);
    if (!parsed.ok) return malformed(url);
    const { destination } = parsed;
    const judged = isChromium ? chromiumPolicy(URLBlocklist ?? [], URLAllowlist ?? []) : policy;
    const request = {
      destination,
      ...(asked.method !== undefined && { method: asked.method }),
      ...(asked.initiator !== undefined && { initiator: asked.initiator }),
      user: asked.user ?? null,
      unit: asked.unit ?? null,
      terminal: asked.terminal ?? null,
      at: asked.at === undefined ? now() : Date.parse(asked.at),
    };
    const decided = answer(url, destination, decideDestination(judged, request, newId()));
    if (!explain) return decided;
    return { ...decided, explain: explainDestination(judged, request, null) };
  }

  /** @param number counted from 1, for the note */
  return function decideLine({ text: line, tooLong }: Line, number: number): Answer {
    if (tooLong) {
      note(`${number}: 行が長すぎます。/ The line is too long.`);
      return malformed(null);
    }
    if (!line.trimStart().startsWith('{')) {
      if (line.trim() !== '') return decideAsked({ url: line });
      note(`${number}: 空の行です。/ The line is empty.`);
      return malformed(line);
    }
    const value = readJson(line);
    if (value === undefined) {
      note(`${number}: JSON として読めません。/ This is not JSON.`);
      return malformed(line);
    }
    const read = askedSchema.safeParse(value);
    if (read.success) return decideAsked(read.data);
    const keys = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? '')))];
    note(
      `${number}: ${keys.join(', ')} の値が正しくありません。/ The value of ${keys.join(', ')} is not what decide takes.`,
    );
    const { url } = value as { url?: unknown };
    return malformed(typeof url === 'string' ? url : null);
  };
}

function answer(url: string | null, destination: Destination | null, decision: Decision): Answer {
  return { url, host: destination?.host || null, ...decision };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
