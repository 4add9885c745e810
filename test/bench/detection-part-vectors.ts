/** What other detectors test themselves with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindingKind } from '../../shared/detection/finding.ts';
import { kindsIn } from '../support/found-kinds.ts';
import { createScores, type Score } from './detection-part-score.ts';

const folder = path.join(import.meta.dirname, '../../../shared/data/pii');
const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

/** Their names for our kinds. */
const ofSentences: Readonly<Record<string, readonly FindingKind[]>> = {
  'jp-my-number': ['individual-number'],
  'jp-phone-number': ['phone'],
  'jp-postal-code': ['postal-code'],
  'jp-health-insurance': ['insurer-number'],
  'jp-pension-number': ['pension-number'],
  'credit-card': ['payment-card'],
  'jp-drivers-license': ['driver-licence'],
  'jp-passport': ['passport'],
  'jp-bank-account': ['bank-account'],
  'jp-yucho-account': ['bank-account'],
  'jp-employment-insurance': ['employment-insurance-number'],
  'jp-kaigo-insurance': ['insured-number'],
  'jp-email': ['email'],
};
const ofBenchmark: Readonly<Record<string, FindingKind>> = {
  PHONE_NUMBER: 'phone',
  EMAIL_ADDRESS: 'email',
  MY_NUMBER: 'individual-number',
  CREDIT_CARD: 'payment-card',
  PASSPORT: 'passport',
  DRIVER_LICENSE: 'driver-licence',
  RESIDENCE_CARD: 'residence-card',
};
const kinds = [...new Set(Object.values(ofSentences).flat())];

export async function vectors(): Promise<(Score | string)[]> {
  const scores = createScores();
  const notes: string[] = [];
  const count = (kind: FindingKind, text: string, isThere: boolean, isFound: boolean) => {
    scores.count(kind, isThere, isFound);
    if (isThere !== isFound) {
      notes.push(`${isThere ? 'missed' : 'wrong'} ${kind}: ${JSON.stringify(text).slice(0, 90)}`);
    }
  };
  for (const { text, expect, config } of read('jp_sentences.json').cases) {
    if (config !== 'default') continue;
    const found = kindsIn(text);
    const wanted = new Set(expect.flatMap((name: string) => ofSentences[name] ?? []));
    for (const kind of kinds) count(kind, text, wanted.has(kind), found.includes(kind));
  }
  for (const { text, entity, expect } of read('jp_benchmark.json').cases) {
    const kind = ofBenchmark[entity];
    // A wrong check digit is no number: the policy of that tool, not of ours.
    if (kind === undefined || expect === 'detect-format-only') continue;
    count(kind, text, expect.startsWith('detect'), kindsIn(text).includes(kind));
  }
  for (const { input, valid } of read('my_number.json').vectors) {
    const text = `個人番号：${input}`;
    count('individual-number', text, valid, kindsIn(text).includes('individual-number'));
  }
  for (const { text, valid } of read('credit_card.json').vectors) {
    count('payment-card', text, valid, kindsIn(text, true).includes('payment-card'));
  }
  for (const { text, mobile } of read('phone_mobile_ja.json').vectors) {
    if (mobile) count('phone', text, true, kindsIn(text).includes('phone'));
  }
  return [...scores.all(), ...notes];
}
