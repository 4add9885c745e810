/** The parts of the proxy's process, made and joined in one place. Ends what it began, in reverse. */
import path from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { openAuthority } from '../certificates/authority.ts';
import { startGateway } from '../gateway/gateway.ts';
import { createUploadedFiles } from '../gateway/uploaded-files.ts';
import { startPool } from '../inspection/pool.ts';
import { createAcknowledgements } from '../link/acknowledgements.ts';
import { createCopies } from '../link/copies.ts';
import { createCredentials } from '../link/credentials.ts';
import { openEnrolments } from '../link/enrolments.ts';
import { createHeldContent } from '../link/held-content.ts';
import { startLink } from '../link/link.ts';
import { openLinkKey } from '../link/link-key.ts';
import { createOpenedContent } from '../link/opened-content.ts';
import type { PolicyHolder } from '../link/policy-holder.ts';
import { openPostingDrafts } from '../link/posting-drafts.ts';
import { createProjections } from '../link/projections.ts';
import { createRecordChange } from '../link/record-change.ts';
import { openUploadApprovals } from '../link/upload-approvals.ts';
import type { Environment } from '../platform/environment.ts';
import type { Log } from '../platform/log.ts';
import { type Paths, pathsBelow } from '../platform/paths.ts';
import { createUpstreamPassword } from '../platform/upstream-credential.ts';
import { type AuditLog, openAuditLog } from '../record/audit-log.ts';
import { openContentKeys } from '../record/content-keys.ts';
import { createHeldPostings } from '../record/held-postings.ts';
import { createOutbox, type Outbox } from '../record/outbox.ts';
import { createRecentDecisions } from '../record/recent-decisions.ts';
import { createFeedKeeper } from './feed-keeper.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createHubClient } from './hub-client.ts';
import type { HubPlace } from './hub-place.ts';
import { keepRecords } from './keep-records.ts';
import { outboxCursor } from './outbox-cursor.ts';
import { openPolicyHolder, type TerminalPolicy } from './policy-holder.ts';
import { createRegisteredKeeper, type RegisteredKeeper } from './registered-keeper.ts';
import { setAsideOtherLog } from './set-aside.ts';
import { startThumbnails, type Thumbnails } from './start-thumbnails.ts';
import type { Terminal } from './terminal-file.ts';
import { openWaitingRequests, type WaitingRequests } from './waiting-requests.ts';
import { watchPolicy } from './watch-policy.ts';

export interface PartsOptions {
  readonly environment: Environment;
  readonly place: HubPlace;
  /** As it is now: its token may be replaced. null before the first joining: everything is refused. */
  terminal(): Terminal | null;
  readonly log: Log;
  /** The hub does not know this terminal any more. */
  onUnauthorized(): void;
}

const host = '127.0.0.1';

export async function startParts(options: PartsOptions): Promise<AsyncDisposable> {
  const { environment, place, log } = options;
  const terminal = options.terminal();
  const paths = pathsBelow(environment.home);
  await using stack = new AsyncDisposableStack();

  const audit = stack.use(await openLog(paths, terminal, log));
  const record = createRecordChange(audit, Date.now);
  let outbox: Outbox | null = null;
  let waiting: WaitingRequests | null = null;
  let thumbnails: Thumbnails | null = null;
  const hub = stack.use(
    createHubClient({
      url: place.url,
      token: () => options.terminal()?.token ?? null,
      waiting: () => outbox?.waiting ?? audit.lastSeq,
      onUnauthorized: options.onUnauthorized,
      onReturn: () => {
        outbox?.nudge();
        void waiting?.flush();
        thumbnails?.nudge();
      },
    }),
  );
  waiting = await openWaitingRequests({
    file: path.join(paths.proxy, 'waiting-requests.json'),
    hub,
    terminal: audit.terminal,
    now: Date.now,
    log,
  });
  const held =
    terminal === null
      ? null
      : await openPolicyHolder({
          file: paths.bundle,
          highWaterFile: path.join(paths.proxy, 'high-water.json'),
          rootKey: terminal.rootKey,
          record,
          feeds: createFeedKeeper({ folder: paths.feeds, fetch: hub.snapshot, log }),
          log,
        });
  const policy = held ?? noPolicy;
  const enrolments = await openEnrolments({ file: paths.enrolments });
  const credentials = createCredentials({ enrolments, policy });
  const recent = createRecentDecisions();
  const acknowledgements = createAcknowledgements({ now: Date.now });
  const projections = createProjections(
    await openLinkKey(path.join(paths.proxy, 'link-key.json')),
    terminal?.terminal ?? null,
  );
  const authority = await openAuthority(paths.authority);
  const keys = await openContentKeys(path.join(paths.proxy, 'content-keys.json'));
  const registered = await createRegisteredKeeper({
    folder: paths.registered,
    wanted: () => held?.registered ?? null,
    hub,
    log,
  });
  const pool = stack.use(startPool({ registered: registered.current }));
  thumbnails = stack.use(
    await startThumbnails({ folder: paths.thumbnails, policy, pool, hub, log }),
  );

  // Before gateway and link, so that it ends after them, with their last records.
  if (terminal !== null) {
    const cursor = outboxCursor(path.join(paths.proxy, 'outbox.json'), terminal.terminal);
    outbox = stack.use(
      createOutbox({
        audit,
        send: (records, signal) => hub.records(records, signal),
        readCursor: cursor.read,
        writeCursor: cursor.write,
        log,
      }),
    );
  }
  // Ends after gateway and link: what they still hold gets its line.
  const heldContent = stack.use(
    createHeldContent({
      now: Date.now,
      onFailure: (error) => log.error({ err: error }, 'the line of held content was not written'),
    }),
  );
  const approvals = stack.use(
    await openUploadApprovals({
      file: path.join(paths.proxy, 'upload-approvals.json'),
      hub,
      now: Date.now,
      log,
    }),
  );
  const drafts = stack.use(
    await openPostingDrafts({
      file: path.join(paths.proxy, 'posting-drafts.json'),
      hub,
      audit,
      now: Date.now,
      log,
    }),
  );
  const postings = createHeldPostings({ now: Date.now });
  const copies = stack.use(createCopies({ now: Date.now }));
  const openedContent = createOpenedContent({ now: Date.now });
  const gateway = stack.use(
    await startGateway({
      host,
      port: environment.proxyPort,
      terminal: terminal?.terminal ?? null,
      policy: () => policy.current(),
      credentials,
      audit,
      recent,
      authority,
      content: {
        inspectRequest: pool.inspectRequest,
        keys,
        opened: openedContent,
        takeAcknowledged: heldContent.take,
        copyOf: copies.originOf,
        takeApproved: approvals.take,
        gate: { drafts, held: postings, files: createUploadedFiles() },
        thumbnails,
      },
      ownPorts: [environment.proxyPort, environment.linkPort],
      acknowledged: acknowledgements.covers,
      upstreamPassword: createUpstreamPassword(paths.upstreamCredential, log),
      log,
    }),
  );
  // What changes for a person counts at once, also for the tunnels that are open.
  stack.defer(policy.subscribe(gateway.review));
  stack.defer(enrolments.subscribe(gateway.review));
  stack.use(
    await startLink({
      host,
      port: environment.linkPort,
      terminal: audit.terminal,
      codes: paths.enrolmentCodes,
      enrolments,
      credentials,
      policy,
      projections,
      recent,
      acknowledgements,
      held: heldContent,
      copies,
      approvals,
      drafts,
      postings,
      opened: openedContent,
      pool,
      keys,
      audit,
      hub: {
        ...waiting,
        requestApproval: hub.requestApproval,
        approvals: hub.approvals,
        state: hub.state,
      },
      log,
    }),
  );
  if (held !== null && outbox !== null) {
    stack.use(watchPolicy({ hub, policy: held, registered, log }));
    const body = heartbeatBody(held, registered, outbox, enrolments);
    // The hub hands out a person's drafts where the person is.
    const changes = [held.subscribe, enrolments.subscribe];
    stack.use(startHeartbeat({ hub, body, changes, log }));
    stack.use(keepRecords({ audit, outbox, policy: held, log }));
  }
  void waiting.flush();
  return stack.move();
}

async function openLog(paths: Paths, terminal: Terminal | null, log: Log): Promise<AuditLog> {
  if (terminal === null) {
    // No hub can take these: they stay here, and `audit verify` reads them.
    const folder = path.join(paths.proxy, 'audit-before-joining');
    return openAuditLog({ folder, terminal: 'not-joined', log });
  }
  const aside = await setAsideOtherLog(paths.proxyAudit, terminal.terminal);
  if (aside !== null) log.warn({ folder: aside }, 'the log of the former terminal was set aside');
  return openAuditLog({ folder: paths.proxyAudit, terminal: terminal.terminal, log });
}

const noPolicy: PolicyHolder = {
  current: () => ({ state: 'none' }),
  subscribe: () => () => {},
};

function heartbeatBody(
  policy: TerminalPolicy,
  registered: Pick<RegisteredKeeper, 'current'>,
  outbox: Outbox,
  enrolments: Awaited<ReturnType<typeof openEnrolments>>,
) {
  return () => ({
    revision: policy.revision,
    missingFeeds: [...policy.missingFeeds],
    missingRegistered: registered.current() === 'missing',
    version: manifest.version,
    waiting: outbox.waiting,
    people: [...new Set(enrolments.all().map(({ current }) => current))].slice(0, 100),
  });
}
