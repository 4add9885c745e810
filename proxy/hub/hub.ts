/** The hub: its world is built here, and ends here. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import swagger from '@fastify/swagger';
import { parsePolicy } from '../../shared/policy/parse.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { Log } from '../platform/log.ts';
import type { Paths } from '../platform/paths.ts';
import { createUpstreamPassword } from '../platform/upstream-credential.ts';
import { openAuditLog } from '../record/audit-log.ts';
import { createAttempts } from './accounts/attempts.ts';
import { makeFirstLink } from './accounts/one-time-links.ts';
import { createSessions } from './accounts/sessions.ts';
import { addConsoleRoutes } from './console-routes.ts';
import { createKeptDisasters } from './disasters/keep-disasters.ts';
import { startDocuments } from './documents/start-documents.ts';
import { createDrafts } from './drafts/drafts.ts';
import { createPictureInspection } from './drafts/inspect-pictures.ts';
import { keepDrafts } from './drafts/keep-drafts.ts';
import { createMissingFeeds } from './feeds/missing-feeds.ts';
import { type FeedNetwork, startFeeds } from './feeds/start-feeds.ts';
import { startImports } from './imports/start-imports.ts';
import { listen } from './listen.ts';
import { startNotifications } from './notifications/start-notifications.ts';
import { createBundleFeed } from './policy/bundle-feed.ts';
import { createDraftThread } from './policy/draft-thread.ts';
import { enoughSigners } from './policy/enough-signers.ts';
import { createProposals } from './policy/proposals.ts';
import { publishFirst, starterFile } from './policy/publish-first.ts';
import { createPublisher } from './policy/publisher.ts';
import { openSigner } from './policy/publishing-keys.ts';
import { tellLines } from './policy/tell-lines.ts';
import { createHubAudit, hubTerminal } from './records/hub-audit.ts';
import { keepRetention } from './records/keep-retention.ts';
import { createRefusalNotes } from './records/refusal-notes.ts';
import { createReplays } from './replay/replays.ts';
import { accessRequestHandlers } from './routes/access-requests.ts';
import { accountHandlers } from './routes/accounts.ts';
import { allPostingHandlers } from './routes/all-postings.ts';
import { documentHandlers } from './routes/documents.ts';
import { exceptionHandlers } from './routes/exceptions.ts';
import { explainRecordHandlers } from './routes/explain-record.ts';
import { createShowFeed, feedHandlers } from './routes/feeds.ts';
import { listHandlers } from './routes/lists.ts';
import { notificationHandlers } from './routes/notifications.ts';
import { overviewHandlers } from './routes/overview.ts';
import { policyHandlers } from './routes/policy.ts';
import { policyTestHandlers } from './routes/policy-tests.ts';
import { proposalHandlers } from './routes/proposals.ts';
import { recordHandlers } from './routes/records.ts';
import { replayHandlers } from './routes/replay.ts';
import { sessionHandlers } from './routes/session.ts';
import { uploadApprovalHandlers } from './routes/upload-approvals.ts';
import { uploadHandlers } from './routes/uploads.ts';
import { wantedHandlers } from './routes/wanted.ts';
import { createServer } from './server.ts';
import { openSqliteStore } from './store/open-sqlite-store.ts';
import { addApprovalRoutes } from './terminals/approval-routes.ts';
import { addDraftRoutes } from './terminals/draft-routes.ts';
import { openJoinToken } from './terminals/join-token.ts';
import { addTerminalRoutes } from './terminals/terminal-routes.ts';
import { startUpkeep } from './upkeep.ts';

const second = 1000;
const hour = 3_600_000;
const usualSendEvery = 5 * second;
const attemptsWindow = { limit: 10, ms: 15 * 60_000 };

export interface HubOptions {
  readonly paths: Pick<
    Paths,
    'hub' | 'hubAudit' | 'hubKeys' | 'joinToken' | 'rootKey' | 'proxy' | 'upstreamCredential'
  >;
  /** 0: any free port. */
  readonly port: number;
  readonly linkPort: number;
  /** The console's built files. */
  readonly consoleFolder: string;
  /** Becomes revision 1 where there is none yet. Default: the starter policy. */
  readonly firstPolicyFile?: string;
  /** Other names for the Host header, with their port. */
  readonly hosts?: readonly string[];
  /** How feeds are fetched: tests have publishers of their own. */
  readonly feedNetwork?: FeedNetwork;
  /** How often what waits is sent; tests do not wait. */
  readonly sendEvery?: number;
  readonly now?: () => number;
  readonly log: Log;
}

export interface Hub extends AsyncDisposable {
  readonly port: number;
  /** e.g. `http://127.0.0.1:8600` */
  readonly origin: string;
  /** The one-time link for the first administrator; null where there is one. */
  readonly firstLink: string | null;
  /** Method and path of every route. */
  readonly routes: readonly string[];
}

/** @throws StartError, or the system's error for a port or folder that cannot be used */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { paths, log, consoleFolder, linkPort, now = Date.now } = options;
  const { sendEvery = usualSendEvery } = options;
  await using parts = new AsyncDisposableStack();
  const listening = parts.use(await listen(options.port));
  const { port } = listening;
  const origin = `http://127.0.0.1:${port}`;
  const ports = { hub: port, link: linkPort };

  const store = parts.use(await openSqliteStore(paths.hub));
  const auditLog = parts.use(
    await openAuditLog({ folder: paths.hubAudit, terminal: hubTerminal, log }),
  );
  const audit = createHubAudit({ audit: auditLog, store, now, log });
  await audit.catchUp();
  const { record } = audit;

  const signer = await openSigner(paths);
  const joinToken = await openJoinToken(paths.joinToken);
  const file = options.firstPolicyFile ?? starterFile;
  await publishFirst({ store, file, ports, record, now: now() });
  const feed = createBundleFeed();
  const password = createUpstreamPassword(paths.upstreamCredential, log);
  const network = options.feedNetwork ?? {};
  const outside = { policy: () => publisher.current().policy, password, network };
  const feeds = parts.use(
    await startFeeds({
      folder: path.join(paths.hub, 'feeds'),
      files: path.dirname(file),
      changed: () => publisher.feedsChanged(),
      record,
      ...outside,
      now,
      log,
    }),
  );
  const imports = startImports({ ...outside, store: store.imports, audit, now, log });
  const documents = parts.use(
    await startDocuments({
      folder: path.join(paths.hub, 'registered'),
      secretFile: path.join(paths.hubKeys, 'registered.json'),
      store,
      changed: () => publisher.registeredChanged(),
      now,
    }),
  );
  await tellLines(store);
  const disasters = createKeptDisasters({
    ...{ store, audit, now },
    changed: () => publisher.disastersChanged(),
    tell: () => notifications.look(),
  });
  const drafts = parts.use(createDraftThread());
  const publisher = await createPublisher({
    ...{ store, signer, feed, feeds, now },
    ports: () => ports,
    registered: () => documents.snapshot(),
    disasters: () => disasters.on(),
    makeDraft: drafts.draft,
    check: async (policy) => enoughSigners(policy, await store.accounts.list()),
  });
  const notifications = await startNotifications({
    ...{ folder: paths.hub, store, audit, now, log },
    policy: () => publisher.current().policy,
    origin: () => origin,
  });
  const policyOf = async (number: number) => {
    const revision = await store.revisions.byNumber(number);
    return revision === null ? null : parsePolicy(revision.yaml).policy;
  };
  const proposals = createProposals({ store, publisher, policyOf, audit, now });
  // Those that an end of the process left behind a revision.
  await proposals.settle();
  const { current } = publisher;
  const pictures = createPictureInspection({ store, inspect: documents.inspect, current });
  const postingDrafts = createDrafts({ store, audit, pictures, current, now });
  const missing = createMissingFeeds(now);
  const showFeed = createShowFeed(feeds, missing);
  const retain = () => keepRetention(store, publisher.current().policy, now());
  await retain();

  let isIndexed = false;
  /** Some at a time, so that terminals and pages wait for none of it. */
  const indexOld = async () => {
    if (!isIndexed) isIndexed = !(await store.postings.fillIndex());
  };

  const sessions = createSessions(store, now);
  const attempts = createAttempts(attemptsWindow.limit, attemptsWindow.ms, now);
  const noteRefusal = createRefusalNotes(record, now);
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, ...(options.hosts ?? [])]);
  const { app, routes } = await createServer({
    listening,
    store,
    sessions,
    consoleFolder,
    hosts,
    noteRefusal,
    log,
  });
  parts.defer(() => app.close());
  await app.register(swagger, { openapi: { info: { title: 'Sekisho hub', version: '1' } } });
  const snapshotFiles = (policy: Policy) =>
    Object.fromEntries(
      Object.entries(feeds.hashes(policy)).flatMap(([list, hash]) => {
        const file = feeds.file(hash);
        return file === null ? [] : [[list, file]];
      }),
    );
  const replays = parts.use(createReplays({ store, snapshots: snapshotFiles, now, log }));
  addConsoleRoutes(app, {
    ...sessionHandlers({
      store,
      sessions,
      attempts,
      audit,
      organization: () => publisher.current().policy.organization.name,
      // Hub and proxy in one home: one person's machine, as `npm start` makes it.
      demonstration: () => existsSync(paths.proxy),
      now,
    }),
    ...accountHandlers({ store, audit, origin: () => origin, now }),
    ...overviewHandlers({ store, publisher, now }),
    ...uploadHandlers({ store, audit }),
    ...uploadApprovalHandlers({ store, publisher, audit, now }),
    ...allPostingHandlers({
      ...{ store, publisher, proposals, policyOf, audit, now, disasters, outside, imports },
      drafts: postingDrafts,
    }),
    ...notificationHandlers({ store, publisher, notifications, audit }),
    ...policyHandlers({ store, publisher, proposals, audit, now }),
    ...proposalHandlers({ store, publisher, proposals, policyOf }),
    ...listHandlers({ publisher, showFeed, now }),
    ...feedHandlers({ publisher, feeds, show: showFeed }),
    ...accessRequestHandlers({ store, publisher, proposals, audit, now }),
    ...exceptionHandlers({ store, publisher, proposals, audit, now }),
    ...wantedHandlers({ store, publisher, audit, now }),
    ...recordHandlers({ store, audit, now }),
    ...policyTestHandlers({ publisher, now }),
    ...replayHandlers({ publisher, replays, audit }),
    ...explainRecordHandlers({ store, audit }),
    ...documentHandlers({ store, publisher, documents, audit, now }),
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  const { rootKey } = signer;
  const snapshots = feeds;
  addApprovalRoutes(app, { store, audit, current, now });
  addDraftRoutes(app, { store, drafts: postingDrafts, current, now });
  addTerminalRoutes(app, {
    store,
    feed,
    audit,
    joinToken,
    rootKey,
    current,
    snapshots,
    missing,
    registered: documents,
    now,
  });
  parts.use(
    startUpkeep(
      [
        { name: 'left-changes', everyMs: second, work: () => audit.catchUp() },
        { name: 'feeds', everyMs: 5 * second, work: () => feeds.tick() },
        { name: 'imports', everyMs: 5 * second, work: () => imports.tick() },
        { name: 'documents', everyMs: 5 * second, work: () => documents.tick() },
        { name: 'notifications', everyMs: sendEvery, work: () => notifications.tick() },
        { name: 'notices', everyMs: 12 * sendEvery, work: () => notifications.look() },
        { name: 'disasters', everyMs: second, work: () => disasters.tick() },
        { name: 'sign-again', everyMs: hour, work: () => publisher.signWhenAged() },
        { name: 'retention', everyMs: 6 * hour, work: retain },
        { name: 'posting-index', everyMs: second / 4, work: () => indexOld() },
        { name: 'draft-pictures', everyMs: second, work: () => pictures.tick() },
        {
          name: 'drafts',
          everyMs: hour,
          work: () => keepDrafts(store.drafts, current().policy, now()),
        },
      ],
      log,
    ),
  );
  // Before the chores end: they wait for what they have begun.
  parts.defer(() => imports.stop());
  // Last, so first to end: terminals that wait are answered before their connections close.
  parts.defer(() => feed.end());
  const firstLink = await makeFirstLink(store, origin, now());
  await app.ready();
  const running = parts.move();
  return {
    port,
    origin,
    firstLink,
    routes,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
