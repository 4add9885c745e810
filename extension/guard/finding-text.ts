/** What was found, in words: kind, how many, where, and the masked form. Never a value: there is none. */
import type { FindingRecord, ItemRecord } from '../../shared/audit/content-record.ts';
import type { PictureMetadata } from '../../shared/detection/picture-metadata.ts';
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
  const { place, masked, count } = finding;
  const where = placeText(place, say);
  return {
    what: whatText(finding, say),
    // Of several, a record has the place of the first alone.
    where: count > 1 && where !== '' ? say('found_first', where) : where,
    // Of a mark that is its name once more; dots alone say nothing, and are read out one by one.
    masked: namedByItself.has(finding.kind) || /^[•●*]*$/u.test(masked) ? '' : visibleText(masked),
  };
}

const namedByItself: ReadonlySet<string> = new Set(['mark', 'sensitivity-label']);

function whatText({ kind, count, mark, label, document }: FindingRecord, say: typeof text): string {
  switch (kind) {
    case 'individual-number':
      return say('found_individual_number', String(count));
    case 'payment-card':
      return say('found_payment_card', String(count));
    case 'resident-record-code':
      return say('found_resident_record_code', String(count));
    case 'driver-licence':
      return say('found_driver_licence', String(count));
    case 'passport':
      return say('found_passport', String(count));
    case 'residence-card':
      return say('found_residence_card', String(count));
    case 'pension-number':
      return say('found_pension_number', String(count));
    case 'insured-number':
      return say('found_insured_number', String(count));
    case 'insurer-number':
      return say('found_insurer_number', String(count));
    case 'employment-insurance-number':
      return say('found_employment_insurance_number', String(count));
    case 'bank-account':
      return say('found_bank_account', String(count));
    case 'credential':
      return say('found_credential', String(count));
    case 'phone':
      return say('found_phone', String(count));
    case 'email':
      return say('found_email', String(count));
    case 'postal-code':
      return say('found_postal_code', String(count));
    case 'mark':
      return say('found_mark', visibleText(mark ?? ''));
    case 'bulk-personal-data':
      return say('found_bulk', String(count));
    case 'registered-document':
      return say(
        'found_registered',
        visibleText(document?.id ?? ''),
        visibleText(document?.owner ?? ''),
      );
    case 'person-name':
      return say('found_person_name', String(count));
    case 'address':
      return say('found_address', String(count));
    case 'birth-date':
      return say('found_birth_date', String(count));
    case 'sensitive-personal-data':
      return say('found_sensitive', String(count));
    case 'sensitivity-label':
      return say('found_label', visibleText(label ?? ''));
    default:
      return kind satisfies never;
  }
}

const metadata: Readonly<Record<PictureMetadata, TextKey>> = {
  position: 'metadata_position',
  persons: 'metadata_persons',
  owner: 'metadata_owner',
  serial: 'metadata_serial',
};

/** What the file of a picture tells. */
export function metadataText(kind: PictureMetadata, say: typeof text = text): string {
  return say(metadata[kind]);
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
  'ocr-time': 'why_ocr_time',
  'ocr-off': 'why_ocr_off',
  'unreadable-name': 'why_unreadable_name',
  busy: 'why_busy',
  missing: 'why_broken',
  'not-compared': 'why_not_compared',
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
