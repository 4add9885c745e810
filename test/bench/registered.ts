/**
 * Registered documents: how fast text becomes fingerprints, how fast it is compared, and what a
 * thousand documents of fifty pages take, on disk and in memory.
 */
import { textPart } from '../../shared/detection/part.ts';
import { buildRegisteredSet } from '../../shared/detection/registered/build-set.ts';
import { createGramCollector } from '../../shared/detection/registered/collect-grams.ts';
import { openRegisteredSet } from '../../shared/detection/registered/registered-set.ts';
import { createCopyWatch } from '../../shared/detection/registered/watch-copies.ts';
import { createGramKey } from '../../shared/detection/registered/winnow.ts';

const documents = 1000;
const pages = 50;
const lettersOfPage = 800;
const key = createGramKey(new Uint8Array(32).fill(3));

export async function run(): Promise<void> {
  const texts = new Words();
  const sample = Array.from({ length: 20 }, () => texts.next(pages * lettersOfPage)).join('\n');
  const megabytes = Buffer.byteLength(sample) / 1e6;
  const best = (work: () => unknown) => Math.min(...[1, 2, 3].map(() => seconds(work)));
  const made = best(() => gramsOf(sample));
  print(
    `fingerprints of ${megabytes.toFixed(1)} MB of Japanese text: ${(megabytes / made).toFixed(0)} MB/s`,
  );

  const all = Array.from({ length: documents }, (_, at) => ({
    ...{ id: `R-${at + 1}`, owner: '情報政策課', level: '3A', until: null, bytes: 0 },
    digest: String(at),
    grams: gramsOf(texts.next(pages * lettersOfPage)),
  }));
  const total = all.reduce((sum, { grams }) => sum + grams.length / 2, 0);
  let bytes: Uint8Array = new Uint8Array();
  const built = seconds(() => {
    bytes = buildRegisteredSet(all, [], 'bench').bytes;
  });
  print(
    `${documents} documents of ${pages} pages: ${total} fingerprints, a set of ${(bytes.length / 1e6).toFixed(1)} MB, built in ${built.toFixed(2)} s`,
  );
  all.length = 0;

  const before = memory();
  let set = openRegisteredSet(bytes.slice());
  const opened = seconds(() => {
    set = openRegisteredSet(bytes.slice());
  });
  print(
    `opened in ${(opened * 1000).toFixed(0)} ms, ${((memory() - before) / 1e6).toFixed(0)} MB more in memory`,
  );
  if (set === null) throw new Error('it does not open');
  const registered = { set, key, digest: () => '', now: 0 };
  const compare = (text: string) => {
    const watch = createCopyWatch(registered);
    watch.add(textPart(text));
    return watch.finish();
  };
  const other = texts.next(20 * pages * lettersOfPage);
  const compared = best(() => compare(other));
  const size = Buffer.byteLength(other) / 1e6;
  print(
    `${size.toFixed(1)} MB of other text compared: ${(size / compared).toFixed(0)} MB/s, ${compare(other).length} found`,
  );
  const page = texts.next(lettersOfPage);
  print(`a page compared: ${(best(() => compare(page)) * 1e6).toFixed(0)} µs`);
}

function gramsOf(text: string): Uint32Array {
  const collector = createGramCollector(key);
  collector.add(textPart(text));
  return collector.finish().grams;
}

/** Words of two kanji with kana between them: no two texts are alike. */
class Words {
  #state = 1;

  next(letters: number): string {
    const units = new Uint16Array(letters);
    for (let at = 0; at < letters; at++) {
      this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
      const drawn = this.#state >>> 8;
      units[at] = at % 4 < 2 ? 0x4e00 + (drawn % 2000) : 0x3042 + (drawn % 80);
    }
    return new TextDecoder('utf-16le').decode(units);
  }
}

function seconds(work: () => unknown): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1000;
}

function memory(): number {
  const { rss } = process.memoryUsage();
  return rss;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
