/** What was found, in words: kind, how many, where, and the masked form. Never a value: there is none. */
import type { FindingRecord, ItemRecord } from '../../shared/audit/content-record.ts';
import { visibleText } from '../pages/visible-text.ts';
import { type TextKey, text } from '../platform/text.ts';
import { placeText } from './place-text.ts';

export interface FindingText {
  readonly what: string;
  readonly where: string;
  /** As it may be shown; '' where that says nothing. */
  readonly masked: string;
}

export function findingText(finding: FindingRecord, say: typeof text = text): FindingText {
  const { place, masked } = finding;
  return {
    what: whatText(finding, say),
    where: placeText(place, say),
    // Of a mark that is its name once more; dots alone say nothing, and are read out one by one.
    masked: finding.kind === 'mark' || /^[•●*]*$/u.test(masked) ? '' : visibleText(masked),
  };
}

function whatText({ kind, count, mark }: FindingRecord, say: typeof text): string {
  switch (kind) {
    case 'individual-number':
      return say('found_individual_number', String(count));
    case 'payment-card':
      return say('found_payment_card', String(count));
    case 'mark':
      return say('found_mark', visibleText(mark ?? ''));
    case 'bulk-personal-data':
      return say('found_bulk', String(count));
    default:
      return kind satisfies never;
  }
}

const whys: Readonly<Record<string, TextKey>> = {
  encrypted: 'why_encrypted',
  broken: 'why_broken',
  truncated: 'why_broken',
  'too-large': 'why_too_large',
  'too-deep': 'why_too_much',
  'too-many-entries': 'why_too_much',
  ratio: 'why_too_much',
  timeout: 'why_too_much',
  memory: 'why_too_much',
  crashed: 'why_crashed',
  'unknown-format': 'why_unknown_format',
  'no-text': 'why_no_text',
  'unreadable-name': 'why_unreadable_name',
  busy: 'why_busy',
  missing: 'why_broken',
};

/** Why an item could not be inspected; null where it was. */
export function whyText(
  { inspected, why }: Pick<ItemRecord, 'inspected' | 'why'>,
  say: typeof text = text,
): string | null {
  if (inspected === true) return null;
  const known = why !== null && Object.hasOwn(whys, why) ? whys[why] : undefined;
  const reason = say(known ?? 'why_crashed');
  return inspected === 'partly' ? say('why_partly', reason) : reason;
}
