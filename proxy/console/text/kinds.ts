/**
 * The contract's lists of words, for menus. The contract itself brings the schema library along,
 * so they are written out again here; the compiler holds them to the contract, both ways.
 */
import type { FindingKind } from '../../../shared/detection/finding.ts';
import type { Action, Reason } from '../../../shared/policy/decision.ts';
import type { Act } from '../../../shared/posting/service.ts';
import type { Role } from '../../../shared/protocol/accounts.ts';
import type { suggestAs } from '../../../shared/protocol/policy-change.ts';
import type { PostingState } from '../../../shared/protocol/postings.ts';

type Suggest = (typeof suggestAs)[number];

const actionKinds: Record<Action, true> = { allow: true, warn: true, block: true };
const roleKinds: Record<Role, true> = {
  administrator: true,
  approver: true,
  'sns-manager': true,
  auditor: true,
  staff: true,
};
const suggestKinds: Record<Suggest, true> = { page: true, host: true, subdomains: true };
const reasonKinds: Record<Reason, true> = {
  entry: true,
  default: true,
  'without-credential': true,
  'zone-closed': true,
  'own-port': true,
  malformed: true,
  'unsupported-scheme': true,
  'path-unseen': true,
  'read-only': true,
  'port-not-open': true,
  'address-literal': true,
  'function-not-open': true,
  'service-review-due': true,
  'embedded-copy': true,
  'look-alike': true,
  'host-mismatch': true,
  'unknown-user': true,
  'term-ended': true,
  'no-policy': true,
  'policy-expired': true,
  'not-recorded': true,
  'upload-rule': true,
  'upload-default': true,
  'upload-approved': true,
  'could-not-inspect': true,
  'unread-upload': true,
  'posting-rules': true,
  'disaster-rules': true,
  'no-posting-rules': true,
  'account-look-alike': true,
  'account-unknown': true,
  'not-a-poster': true,
  'account-suspended': true,
  'outside-hours': true,
  'forbidden-content': true,
  'shortened-url': true,
  'topic-missing': true,
  'contact-data': true,
  'picture-metadata': true,
  'approval-missing': true,
  'approval-differs': true,
  'unknown-write': true,
  'found-outside': true,
  'internal-error': true,
};

const findingKinds: Record<FindingKind, true> = {
  'individual-number': true,
  'bulk-personal-data': true,
  'payment-card': true,
  'registered-document': true,
  mark: true,
  'person-name': true,
  address: true,
  'birth-date': true,
  'sensitive-personal-data': true,
  'sensitivity-label': true,
  'resident-record-code': true,
  'driver-licence': true,
  passport: true,
  'residence-card': true,
  'pension-number': true,
  'insured-number': true,
  'insurer-number': true,
  'employment-insurance-number': true,
  'bank-account': true,
  credential: true,
  phone: true,
  email: true,
  'postal-code': true,
};
const actKinds: Record<Act, true> = {
  post: true,
  reply: true,
  quote: true,
  repost: true,
  story: true,
  schedule: true,
  live: true,
  comment: true,
  message: true,
  edit: true,
  delete: true,
  upload: true,
  profile: true,
  'sign-in': true,
  'unknown-write': true,
};
const postingStates: Record<PostingState, true> = {
  open: true,
  overdue: true,
  disaster: true,
  reviewed: true,
  sent: true,
  warned: true,
  stopped: true,
  'unknown-write': true,
  changed: true,
  correction: true,
  'correction-overdue': true,
  'correction-done': true,
  outside: true,
  gone: true,
};

export const actions = Object.keys(actionKinds) as Action[];
export const roles = Object.keys(roleKinds) as Role[];
export const suggestAsKinds = Object.keys(suggestKinds) as Suggest[];
export const reasons = Object.keys(reasonKinds) as Reason[];
export const findings = Object.keys(findingKinds) as FindingKind[];
export const acts = Object.keys(actKinds) as Act[];
export const states = Object.keys(postingStates) as PostingState[];
