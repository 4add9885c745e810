/**
 * `npm run bench:posting`: which requests are told to be postings, with which act and which text; over
 * the collected endpoints, what only looks like one, and our own cases. A miss makes it fail.
 */
import { recognise } from '../../shared/posting/recognise.ts';
import { postingCases, recogniseCase, wrongOfCase } from '../support/posting-cases.ts';
import { type SnsCase, snsEndpoints, snsNegatives } from '../support/sns-expected.ts';
import { createTally, type Measure, measures, type ServiceTally } from './posting-part-tally.ts';

/** As long as their data is missing, nothing can be said of them. */
const ofData: readonly Measure[] = ['acts', 'texts', 'negatives'];
const heads: Readonly<Record<Measure, string>> = {
  acts: 'endpoints: acts',
  texts: 'texts',
  negatives: 'negatives',
  own: 'own cases',
};

export async function run(): Promise<void> {
  const tally = createTally();
  const endpoints = snsEndpoints();
  const negatives = snsNegatives();
  for (const each of endpoints ?? []) countEndpoint(tally, each);
  for (const each of negatives ?? []) countNegative(tally, each);
  for (const each of postingCases) {
    const [wrong = null] = wrongOfCase(each, recogniseCase(each));
    tally.count(each.expected.service ?? 'elsewhere', 'own', each.says, wrong);
  }
  const hasData = endpoints !== null && negatives !== null;
  const shown = measures.filter((measure) => hasData || !ofData.includes(measure));
  say(line('service', (measure) => heads[measure], shown));
  for (const each of tally.all()) say(line(each.service, (measure) => cell(each, measure), shown));
  say(line('all', (measure) => cell(summed(tally.all()), measure), shown));
  if (!hasData) say('collected endpoints and what only looks like one: not run: no data');
  const misses = tally.misses();
  for (const { service, measure, says, why } of misses)
    say(`MISS ${service} ${measure}: ${says}: ${why}`);
  say(`${misses.length} misses`);
  if (misses.length > 0) process.exitCode = 1;
}

type Tally = ReturnType<typeof createTally>;

function countEndpoint(tally: Tally, { says, request, service, act, texts }: SnsCase): void {
  const found = recognise(request);
  const isRight = found.service === service && found.act === act;
  tally.count(service, 'acts', says, isRight ? null : `${found.service} ${found.act}, not ${act}`);
  if (texts.length === 0) return;
  const absent = texts.filter((text) => !found.text.includes(text));
  tally.count(service, 'texts', says, absent.length === 0 ? null : `without ${absent.join(', ')}`);
}

function countNegative(tally: Tally, { says, request, service }: SnsCase): void {
  const found = recognise(request);
  const isRight = found.service !== null && found.act === null;
  tally.count(service, 'negatives', says, isRight ? null : `${found.service} ${found.act}`);
}

function summed(all: readonly ServiceTally[]): ServiceTally {
  const sum = (measure: Measure, part: 'right' | 'all') =>
    all.reduce((total, each) => total + each.of[measure][part], 0);
  const both = (measure: Measure) => ({ right: sum(measure, 'right'), all: sum(measure, 'all') });
  const of = {
    acts: both('acts'),
    texts: both('texts'),
    negatives: both('negatives'),
    own: both('own'),
  };
  return { service: 'all', of };
}

function cell({ of }: ServiceTally, measure: Measure): string {
  const { right, all } = of[measure];
  return all === 0 ? '-' : `${right}/${all}`;
}

function line(name: string, of: (measure: Measure) => string, shown: readonly Measure[]): string {
  return [name.padEnd(20), ...shown.map((measure) => of(measure).padStart(16))].join('');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
