/** A link on a port of its own, with a policy that can be swapped, a clock, and records to count. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { inspectContent } from '../../proxy/inspection/inspect-content.ts';
import { defaultLimits } from '../../proxy/inspection/limits.ts';
import { makeCopy } from '../../proxy/inspection/masking/make-copy.ts';
import type { CopyInspection, Inspection } from '../../proxy/inspection/pool.ts';
import { createAcknowledgements } from '../../proxy/link/acknowledgements.ts';
import { createCopies } from '../../proxy/link/copies.ts';
import { createCredentials } from '../../proxy/link/credentials.ts';
import { type EnrolmentGrant, writeCode } from '../../proxy/link/enrolment-codes.ts';
import { openEnrolments } from '../../proxy/link/enrolments.ts';
import { createHeldContent } from '../../proxy/link/held-content.ts';
import type { HubClient } from '../../proxy/link/hub-link.ts';
import { type LinkOptions, startLink } from '../../proxy/link/link.ts';
import { openLinkKey } from '../../proxy/link/link-key.ts';
import { oneTimeCode } from '../../proxy/link/one-time-code.ts';
import { createOpenedContent } from '../../proxy/link/opened-content.ts';
import type { PolicyHolder } from '../../proxy/link/policy-holder.ts';
import { createProjections } from '../../proxy/link/projections.ts';
import { openUploadApprovals } from '../../proxy/link/upload-approvals.ts';
import { createRecentDecisions } from '../../proxy/record/recent-decisions.ts';
import type { AuditRecord, ChangeRecord, StoredRecord } from '../../shared/audit/record.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import { type Policy, policySchema } from '../../shared/policy/schema.ts';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import type { UploadApprovalRequest } from '../../shared/protocol/upload-approvals.ts';
import { memoryLog, temporaryFolder } from './audit-records.ts';
import { createLinkClient, type LinkClient } from './link-client.ts';
import { type LinkChanges, linkDrafts } from './link-drafts.ts';

export interface SwappablePolicy extends PolicyHolder {
  swap(state: PolicyState): void;
}

export function swappablePolicy(first: PolicyState): SwappablePolicy {
  const listeners = new Set<() => void>();
  let state = first;
  return {
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    swap(next) {
      state = next;
      for (const listener of listeners) listener();
    },
  };
}

/** Two people and one allowed host; whatever else `changes` says. */
export function smallPolicy(changes: object = {}): Policy {
  return policySchema.parse({
    version: 1,
    organization: { name: '横手市' },
    units: ['総務企画部', '教育委員会'],
    users: [
      { id: 'tanaka', name: '田中', unit: '総務企画部' },
      { id: 'suzuki', name: '鈴木', unit: '教育委員会' },
      { id: 'sato', name: '佐藤', unit: '教育委員会', until: '2020-03-31' },
    ],
    mode: 'enforce',
    zones: { closed: ['10.0.0.0/8'] },
    destinations: {
      default: 'block',
      lists: [
        {
          id: 'bodies',
          title: '自治体',
          action: 'allow',
          owner: '情報政策課',
          reason: '業務',
          entries: ['city.example'],
        },
      ],
    },
    ...changes,
  });
}

export function policyState(revision: number, policy: Policy = smallPolicy()): PolicyState {
  const published = '2027-01-05T00:00:00.000Z';
  return { state: 'fresh', compiled: compilePolicy(policy), policy, revision, published };
}

export interface MemoryRecords {
  readonly records: AuditRecord[];
  /** From now on nothing can be recorded. */
  fail(error: Error | null): void;
  changes(act: ChangeRecord['act']): ChangeRecord[];
  readonly lastSeq: number;
  append(record: AuditRecord): Promise<StoredRecord>;
  read(after: number, limit: number): Promise<StoredRecord[]>;
}

export function memoryRecords(records: AuditRecord[] = []): MemoryRecords {
  let failure: Error | null = null;
  const stored = (record: AuditRecord, index: number): StoredRecord => ({
    terminal: 'terminal-1',
    seq: index + 1,
    previous: '',
    hash: '',
    record,
  });
  return {
    records,
    fail(error) {
      failure = error;
    },
    changes: (act) =>
      records.filter((each) => each.type === 'change' && each.act === act) as ChangeRecord[],
    get lastSeq() {
      return records.length;
    },
    async append(record) {
      if (failure) throw failure;
      records.push(record);
      return stored(record, records.length - 1);
    },
    async read(after, limit) {
      return records.map(stored).slice(after, after + limit);
    },
  };
}

export interface RunningLink extends AsyncDisposable {
  readonly port: number;
  readonly folder: string;
  readonly policy: SwappablePolicy;
  readonly audit: MemoryRecords;
  readonly options: LinkOptions;
  /** Milliseconds that the clock is ahead. */
  ahead: number;
  /** Of the operational log. */
  readonly messages: string[];
  code(grant?: Partial<EnrolmentGrant>): Promise<string>;
  client(origin?: string): Promise<LinkClient>;
  /** Enrolled and with a credential. */
  enrolled(grant?: Partial<EnrolmentGrant>): Promise<LinkClient>;
}

/** A hub that takes every request, or, with `down`, none. */
export function hubStandIn(): HubClient & {
  down: boolean;
  readonly taken: AccessRequest[];
  /** Of every request for approval. */
  answerApproval(
    state: UploadApprovalRequest['state'],
    answer: UploadApprovalRequest['answer'],
  ): void;
} {
  const taken: AccessRequest[] = [];
  const approvals: UploadApprovalRequest[] = [];
  return {
    down: false,
    taken,
    async requestAccess(body) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      const id = `request-${taken.length + 1}`;
      const at = '2027-01-05T00:00:00.000Z';
      const request = { ...body, id, at, terminal: 't', state: 'open', answer: null } as const;
      taken.push(request);
      return request;
    },
    async accessRequests(user) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      return taken.filter((each) => each.user === user);
    },
    async requestApproval(body) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      const at = new Date().toISOString();
      const made = { ...body, at, terminal: 'terminal-1', state: 'open', answer: null } as const;
      approvals.unshift(made);
      return made;
    },
    async approvals() {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      return [...approvals];
    },
    answerApproval(state, answer) {
      for (const [at, each] of approvals.entries()) approvals[at] = { ...each, state, answer };
    },
    state: () => ({ state: 'connected', lastContact: null, waiting: 0 }),
  };
}

/** As a child of the pool does it, in this process. */
export async function inspectHere({
  content,
  name,
  threshold,
  confidence,
  persons,
  password,
}: Inspection) {
  if (!('bytes' in content)) throw new Error('bytes only');
  const detection = {
    ...(threshold !== undefined && { threshold }),
    ...(confidence !== undefined && { confidence }),
    ...(persons !== undefined && { persons }),
  };
  return inspectContent(content.bytes, name, {
    limits: defaultLimits,
    withText: false,
    detection,
    ...(password === undefined ? {} : { password }),
  });
}

/** A copy with masked values, in this process. */
export async function copyHere({ bytes, name, kinds, threshold, persons }: CopyInspection) {
  const detection = {
    ...(threshold !== undefined && { threshold }),
    ...(persons !== undefined && { persons }),
  };
  return makeCopy(bytes, name, { limits: defaultLimits, withText: false, detection, kinds });
}

export async function startTestLink(
  changes: Partial<LinkOptions> & LinkChanges = {},
): Promise<RunningLink> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder()).path;
  const { log, messages } = memoryLog();
  const policy = swappablePolicy(policyState(1));
  const audit = memoryRecords(changes.records);
  const running = { ahead: 0 };
  const hub = hubStandIn();
  const now = () => Date.now() + running.ahead;
  const enrolments = await openEnrolments({ file: path.join(folder, 'enrolments.json'), now });
  const { life = 3_600_000 } = changes;
  const codes = path.join(folder, 'codes');
  const kept = await linkDrafts(stack, folder, audit, { hub: changes.draftHub, now, log });
  const options: LinkOptions = {
    host: '127.0.0.1',
    port: 0,
    terminal: 'terminal-1',
    codes,
    enrolments,
    credentials: createCredentials({ enrolments, policy, now, life }),
    policy,
    projections: createProjections(
      await openLinkKey(path.join(folder, 'link-key.json')),
      'terminal-1',
    ),
    recent: createRecentDecisions(),
    acknowledgements: createAcknowledgements({ now }),
    opened: createOpenedContent({ now }),
    held: stack.use(createHeldContent({ now, onFailure: (error) => log.error(error, 'held') })),
    pool: { inspect: inspectHere, makeCopy: copyHere },
    copies: stack.use(createCopies({ now })),
    approvals: stack.use(
      await openUploadApprovals({
        file: path.join(folder, 'upload-approvals.json'),
        hub: changes.hub ?? hub,
        now,
        log,
        every: 200,
      }),
    ),
    ...kept,
    keys: { fingerprint: Uint8Array.of(1), digest: Uint8Array.of(2) },
    audit,
    hub,
    log,
    now,
    ...changes,
  };
  const { port } = stack.use(await startLink(options));
  const ending = stack.move();
  const client = (origin?: string) => createLinkClient({ port, now, ...(origin && { origin }) });
  const code = async (grant: Partial<EnrolmentGrant> = {}) => {
    const expires = new Date(now() + 3_600_000).toISOString();
    const made = oneTimeCode(randomBytes(20));
    const normal = { v: 1, user: 'tanaka', unit: null, name: null, shared: false } as const;
    await writeCode(codes, made, { ...normal, expires, ...grant });
    return made;
  };
  return Object.assign(running, {
    port,
    folder,
    policy,
    audit,
    options,
    messages,
    code,
    client,
    async enrolled(grant: Partial<EnrolmentGrant> = {}) {
      const made = await client();
      await made.enroll(await code(grant));
      await made.renew();
      return made;
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  });
}
