/**
 * The digit scan against ripgrep: 100 MB of Japanese text with a number in every 200 kB, both from
 * the text to how many lines hold twelve digits; ours also computes the check digits. In turns; the
 * middle of the rounds counts, of wall and of processor time.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digitStretches } from '../../proxy/inspection/digit-scan.ts';
import {
  individualNumberCheckDigit,
  isIndividualNumber,
} from '../../shared/detection/check-digits.ts';
import { digitGroups } from '../../shared/detection/digit-groups.ts';
import { fold } from '../../shared/detection/fold.ts';
import { random } from '../support/random.ts';

const size = 100_000_000;
const rounds = 7;
const twelve = new Set([12]);

export async function run(): Promise<void> {
  if (!hasRipgrep()) {
    process.stdout.write('not run: install ripgrep (apt install ripgrep)\n');
    return;
  }
  const { bytes, numbers } = japaneseText();
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-bench-'));
  try {
    const file = path.join(folder, 'text.txt');
    await writeFile(file, bytes);
    const ours: Measure[] = [];
    const theirs: Measure[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(measured(() => scan(bytes), numbers));
      theirs.push(ripgrep(file, numbers));
    }
    for (const [name, of] of [
      ['processor time', ({ cpu }: Measure) => cpu],
      ['wall time', ({ wall }: Measure) => wall],
    ] as const) {
      const [own, other] = [middle(ours.map(of)), middle(theirs.map(of))];
      const rate = (seconds: number) => `${(size / 1e6 / seconds).toFixed(0)} MB/s`;
      process.stdout.write(
        `${name.padEnd(16)} scan with check digit ${rate(own)}, ripgrep ${rate(other)}: ${(other / own).toFixed(2)} × (wanted ≥ 4)\n`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measure {
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number;
}

function scan(bytes: Buffer): number {
  let found = 0;
  for (const { start, end } of digitStretches(bytes)) {
    const text = fold(bytes.toString('utf8', start, end)).text;
    found += digitGroups(text, twelve).filter(({ digits }) => isIndividualNumber(digits)).length;
  }
  return found;
}

function measured(work: () => number, wanted: number): Measure {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const found = work();
  const { user, system } = process.cpuUsage(used);
  const wall = (performance.now() - began) / 1000;
  if (found !== wanted) throw new Error(`${found} numbers instead of ${wanted}`);
  return { wall, cpu: (user + system) / 1e6 };
}

/** Its processor time is what the shell says of it. */
function ripgrep(file: string, wanted: number): Measure {
  const began = performance.now();
  const command = `TIMEFORMAT='%U %S'; time rg --no-config -c '[0-9]{12}' '${file}'`;
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  const wall = (performance.now() - began) / 1000;
  if (Number(stdout) !== wanted) throw new Error(`ripgrep: ${stdout} ${stderr}`);
  const [user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return { wall, cpu: user + system };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Sentences with dates, amounts and telephones, and now and then a line with a number. */
function japaneseText(): { bytes: Buffer; numbers: number } {
  const next = random(5);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const words =
    '横手市の広報によれば、,次の催しは,市民会館で,開かれます。,参加は無料です。,申請書を,窓口へ,お持ちください。,税の納期は,予算の概要を,議会に,報告しました。,除雪の予定は,地域ごとに,「かまくら」の,行事を'.split(
      ',',
    );
  const bytes = Buffer.alloc(size);
  let at = 0;
  let numbers = 0;
  for (let line = 0; at < size - 2000; line++) {
    let text = '';
    while (text.length < 60) {
      text += pick(words);
      const chance = next();
      if (chance < 0.08) text += `${1 + Math.floor(next() * 12)}月${1 + Math.floor(next() * 28)}日`;
      else if (chance < 0.1) text += `（${1 + Math.floor(next() * 9000)}円）`;
    }
    if (line % 1200 === 600) {
      const base = String(10_000_000_000 + Math.floor(next() * 89_999_999_999));
      text += ` ${base}${individualNumberCheckDigit(base)} `;
      numbers++;
    }
    at += bytes.write(`${text}\n`, at);
  }
  bytes.fill(0x0a, at);
  return { bytes, numbers };
}

function hasRipgrep(): boolean {
  const has = () => spawnSync('rg', ['--version']).status === 0;
  if (has()) return true;
  if (process.getuid?.() !== 0) return false;
  spawnSync('apt-get', ['install', '-y', '-qq', 'ripgrep'], { stdio: 'ignore' });
  return has();
}
