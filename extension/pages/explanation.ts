/** A decision or an obstacle → the words that explain it. */
import type { Reason } from '../../shared/policy/decision.ts';
import type { UpstreamFailure } from '../../shared/policy/upstream-failure.ts';
import type { Obstacle, Stopped } from '../messages.ts';
import type { TextKey } from '../platform/text.ts';

export interface Explanation {
  heading: TextKey;
  why: TextKey;
  /** What to do, in order. */
  todo: readonly TextKey[];
  /** Whether an administrator can open this by an entry: then the form is shown. */
  askable: boolean;
  /** Whether the person may go on with a reason. */
  warned: boolean;
}

type Words = Pick<Explanation, 'why' | 'todo'>;

const ask: readonly TextKey[] = ['todo_ask', 'todo_other_way'];
const call: readonly TextKey[] = ['todo_contact'];
const wait: readonly TextKey[] = ['todo_wait'];

const reasons: Readonly<Record<Reason, Words>> = {
  entry: { why: 'reason_entry', todo: ask },
  default: { why: 'reason_default', todo: ask },
  'path-unseen': { why: 'reason_path_unseen', todo: ask },
  'read-only': { why: 'reason_read_only', todo: call },
  'port-not-open': { why: 'reason_port_not_open', todo: ask },
  'address-literal': { why: 'reason_address_literal', todo: ask },
  'function-not-open': { why: 'reason_function_not_open', todo: call },
  'service-review-due': { why: 'reason_service_review_due', todo: call },
  'without-credential': { why: 'reason_without_credential', todo: call },
  'zone-closed': { why: 'reason_zone_closed', todo: ['todo_zone', 'todo_check_address'] },
  'own-port': { why: 'reason_own_port', todo: ['todo_check_address'] },
  malformed: { why: 'reason_malformed', todo: ['todo_check_address'] },
  'unsupported-scheme': { why: 'reason_unsupported_scheme', todo: ['todo_check_address'] },
  'embedded-copy': { why: 'reason_embedded_copy', todo: ['todo_original', 'todo_other_way'] },
  'look-alike': { why: 'reason_look_alike', todo: ['todo_look_alike'] },
  'host-mismatch': { why: 'reason_host_mismatch', todo: call },
  'unknown-user': { why: 'reason_unknown_user', todo: call },
  'term-ended': { why: 'reason_term_ended', todo: call },
  'no-policy': { why: 'reason_no_policy', todo: wait },
  'policy-expired': { why: 'reason_policy_expired', todo: call },
  'not-recorded': { why: 'reason_not_recorded', todo: call },
  'upload-rule': { why: 'reason_upload_rule', todo: ['todo_upload'] },
  'upload-approved': { why: 'reason_upload_approved', todo: call },
  'upload-default': { why: 'reason_upload_default', todo: ['todo_upload'] },
  'could-not-inspect': { why: 'reason_could_not_inspect', todo: ['todo_inspect'] },
  'unread-upload': { why: 'reason_unread_upload', todo: ['todo_contact'] },
  'posting-rules': { why: 'reason_posting_rules', todo: call },
  'disaster-rules': { why: 'reason_disaster_rules', todo: call },
  'no-posting-rules': { why: 'reason_no_posting_rules', todo: ['todo_posting'] },
  'account-look-alike': { why: 'reason_account_look_alike', todo: ['todo_posting'] },
  'account-unknown': { why: 'reason_account_unknown', todo: ['todo_posting'] },
  'not-a-poster': { why: 'reason_not_a_poster', todo: ['todo_posting'] },
  'account-suspended': { why: 'reason_account_suspended', todo: ['todo_posting'] },
  'outside-hours': { why: 'reason_outside_hours', todo: ['todo_posting'] },
  'forbidden-content': { why: 'reason_forbidden_content', todo: ['todo_posting'] },
  'shortened-url': { why: 'reason_shortened_url', todo: ['todo_posting_url'] },
  'topic-missing': { why: 'reason_topic_missing', todo: ['todo_posting_topic'] },
  'contact-data': { why: 'reason_contact_data', todo: ['todo_posting'] },
  'picture-metadata': { why: 'reason_picture_metadata', todo: ['todo_picture_metadata'] },
  'approval-missing': { why: 'reason_approval_missing', todo: ['todo_posting'] },
  'approval-differs': { why: 'reason_approval_differs', todo: ['todo_posting_approved'] },
  'unknown-write': { why: 'reason_unknown_write', todo: ['todo_posting'] },
  // Said of what nobody decided: no page is stopped by it.
  'found-outside': { why: 'reason_internal_error', todo: call },
  'internal-error': { why: 'reason_internal_error', todo: call },
};

/** Let through, and stopped by what is above the barrier. */
const failures: Readonly<Record<UpstreamFailure, Words>> = {
  'upstream-not-found': { why: 'upstream_not_found', todo: call },
  'upstream-unreachable': { why: 'upstream_unreachable', todo: wait },
  'upstream-tls-failed': { why: 'upstream_tls_failed', todo: call },
  'upstream-credential-missing': { why: 'upstream_credential_missing', todo: call },
  'upstream-credential-refused': { why: 'upstream_credential_refused', todo: call },
  'upstream-refused': { why: 'upstream_refused', todo: ['todo_upstream_ask', 'todo_other_way'] },
  'upstream-destination-failed': {
    why: 'upstream_destination_failed',
    todo: ['todo_check_address', 'todo_wait'],
  },
  'upstream-timeout': { why: 'upstream_timeout', todo: wait },
  'upstream-failed': { why: 'upstream_failed', todo: wait },
};

const askable: ReadonlySet<Reason> = new Set([
  'entry',
  'default',
  'path-unseen',
  'port-not-open',
  'address-literal',
]);

const obstacles: Readonly<Record<Obstacle, Words & { heading: TextKey }>> = {
  'proxy-down': { heading: 'heading_proxy_down', why: 'reason_proxy_down', todo: wait },
  'no-credential': { heading: 'heading_no_credential', why: 'reason_no_credential', todo: call },
  'not-enrolled': {
    heading: 'heading_not_enrolled',
    why: 'reason_not_enrolled',
    todo: ['todo_enrol'],
  },
};

export function explain(stopped: Pick<Stopped, 'decision' | 'obstacle'>): Explanation {
  if (stopped.decision === null) {
    return { ...obstacles[stopped.obstacle ?? 'proxy-down'], askable: false, warned: false };
  }
  const { action, reason, failure } = stopped.decision;
  if (failure !== undefined) {
    return { heading: 'heading_upstream', ...failures[failure], askable: false, warned: false };
  }
  if (action === 'warn') return { ...warning(reason), askable: false, warned: true };
  return {
    heading: headingOf(stopped.decision),
    askable: askable.has(reason),
    warned: false,
    ...reasons[reason],
    ...(reason === 'could-not-inspect' ? { todo: wayOn(stopped.decision) } : {}),
  };
}

/** What helps against what stood in the way of inspecting. */
const waysOn: Readonly<Record<string, TextKey>> = {
  busy: 'todo_again',
  crashed: 'todo_again',
  encrypted: 'todo_password',
  broken: 'todo_whole',
  truncated: 'todo_whole',
  missing: 'todo_whole',
  'too-large': 'todo_smaller',
  'too-deep': 'todo_smaller',
  'too-many-entries': 'todo_smaller',
  ratio: 'todo_smaller',
  timeout: 'todo_smaller',
  memory: 'todo_smaller',
};

function wayOn({ upload }: NonNullable<Stopped['decision']>): readonly TextKey[] {
  const causes = (upload?.items ?? []).flatMap(({ why }) => (why === null ? [] : [why]));
  const ways = causes.map((why) => waysOn[why] ?? 'todo_inspect');
  return ways.length === 0 ? ['todo_inspect'] : [...new Set(ways)];
}

function headingOf({ upload, postings }: NonNullable<Stopped['decision']>): TextKey {
  if (postings !== undefined) return 'heading_posting';
  return upload === undefined ? 'heading_refused' : 'heading_upload';
}

/** Entries and the default warn of destinations; the rest warn of content. */
function warning(reason: Reason): Words & { heading: TextKey } {
  const heading = 'heading_warned';
  const content = 'guard_heading_warned';
  const send: readonly TextKey[] = ['todo_warned_upload'];
  switch (reason) {
    case 'default':
      return { heading, why: 'reason_warned_default', todo: ['todo_warned', 'todo_other_way'] };
    case 'embedded-copy':
      return { heading, why: 'reason_warned_copy', todo: ['todo_warned', 'todo_other_way'] };
    case 'look-alike':
      return { heading, why: 'reason_look_alike', todo: ['todo_look_alike', 'todo_warned'] };
    case 'upload-rule':
    case 'upload-default':
    case 'upload-approved':
      return { heading: content, why: 'reason_warned_upload', todo: send };
    case 'could-not-inspect':
      return { heading: content, why: 'reason_warned_inspect', todo: send };
    case 'picture-metadata':
      return { heading: content, why: 'reason_warned_metadata', todo: ['todo_picture_metadata'] };
    case 'no-posting-rules':
    case 'account-look-alike':
    case 'account-unknown':
    case 'not-a-poster':
    case 'account-suspended':
    case 'outside-hours':
    case 'forbidden-content':
    case 'shortened-url':
    case 'topic-missing':
    case 'contact-data':
    case 'approval-missing':
    case 'approval-differs':
    case 'unknown-write':
      return { heading: content, why: 'reason_warned_posting', todo: send };
    default:
      return { heading, why: 'reason_warned', todo: ['todo_warned', 'todo_other_way'] };
  }
}
