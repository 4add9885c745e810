import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';
import { sourceFiles } from './source-files.ts';

const product = [...sourceFiles('shared'), ...sourceFiles('proxy'), ...sourceFiles('extension')];
const all = [...product, ...sourceFiles('test')];

describe('files', () => {
  it('hold at most 300 lines', () => {
    const long = all.filter(({ text }) => text.split('\n').length > 301).map(({ name }) => name);
    expect(long).toEqual([]);
  });

  it('are never drawers or barrels', () => {
    const drawers = all.filter(({ name }) =>
      /\/(index|utils?|helpers?|misc|common)\.tsx?$/.test(name),
    );
    expect(drawers.map(({ name }) => name)).toEqual([]);
  });

  it('read the environment in one place', () => {
    const readers = product
      .filter(({ text }) => /process\.env\b/.test(text))
      .map(({ name }) => name);
    expect(readers).toEqual(['proxy/platform/environment.ts']);
  });

  it('stand in a root that only says how to start', () => {
    const allowed = new Set([
      'package.json',
      'package-lock.json',
      'extension',
      'proxy',
      'shared',
      'test',
      'docs',
      'README.md',
      'LICENSE',
      'wxt.config.ts',
      'vite.config.ts',
      'vitest.config.ts',
      'tsconfig.base.json',
      'biome.json',
      '.ci',
      '.git',
      '.gitignore',
      'node_modules',
      '.output',
      '.wxt',
      '.sekisho',
    ]);
    expect(readdirSync(projectRoot).filter((name) => !allowed.has(name))).toEqual([]);
  });
});

/**
 * Files without a test of their own name: types, tables of words and wiring, each exercised by the
 * tests named beside it.
 */
const testedElsewhere: Record<string, string> = {
  'proxy/hub/routes/all-postings.ts': 'test/proxy/hub/hub.test.ts',
  'shared/globals.d.ts': 'test/architecture/pure.test.ts',
  'shared/destination/feeds/feed-reader.ts': 'test/shared/destination/feeds/read-feed.test.ts',
  'shared/posting/wordpress/admin.ts': 'test/shared/posting/catalogue/wordpress.test.ts',
  'shared/posting/wordpress/rest.ts': 'test/shared/posting/catalogue/wordpress.test.ts',
  'shared/posting/wordpress/status.ts': 'test/shared/posting/catalogue/wordpress.test.ts',
  'shared/protocol/disasters.ts': 'test/proxy/hub/routes/disasters.test.ts',
  'proxy/gateway/look-with.ts': 'test/proxy/gateway/look-at-content.test.ts',
  'proxy/hub/store/disaster-tables.ts': 'test/proxy/hub/store/disaster-store.test.ts',
  'shared/protocol/overview.ts': 'test/proxy/hub/routes/overview.test.ts',
  'shared/protocol/notifications.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'shared/policy/notifications-schema.ts': 'test/shared/policy/check-notifications.test.ts',
  'proxy/hub/store/notification-tables.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'proxy/hub/store/notification-store.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'proxy/hub/notifications/notify.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'proxy/hub/notifications/open-address.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'proxy/hub/notifications/secret-files.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'proxy/hub/notifications/start-notifications.ts': 'test/proxy/hub/routes/notifications.test.ts',
  'shared/protocol/console.ts': 'test/proxy/hub/console-routes.test.ts',
  'shared/protocol/explained.ts': 'test/shared/policy/explain-destination.test.ts',
  'shared/protocol/lock.ts': 'test/proxy/inspection/keys.test.ts',
  'shared/protocol/accounts.ts': 'test/proxy/hub/routes/accounts.test.ts',
  'shared/protocol/policy-change.ts': 'test/proxy/hub/policy/apply-changes.test.ts',
  'shared/protocol/record-filter.ts': 'test/proxy/hub/store/record-filter.test.ts',
  'shared/policy/register-schema.ts': 'test/shared/policy/posting-schema.test.ts',
  'proxy/hub/imports/compare-posts.ts': 'test/proxy/hub/imports/keep-imports.test.ts',
  'proxy/hub/imports/known-import.ts': 'test/proxy/hub/imports/keep-imports.test.ts',
  'shared/protocol/posting-imports.ts': 'test/proxy/hub/routes/posting-imports.test.ts',
  'proxy/hub/store/import-store.ts': 'test/proxy/hub/imports/keep-imports.test.ts',
  'proxy/hub/store/import-tables.ts': 'test/proxy/hub/imports/keep-imports.test.ts',
  'proxy/hub/store/outside-terminal.ts': 'test/proxy/hub/imports/keep-imports.test.ts',
  'shared/protocol/posting-report.ts': 'test/proxy/hub/routes/posting-report.test.ts',
  'shared/protocol/register.ts': 'test/proxy/hub/routes/register.test.ts',
  'proxy/hub/register/shown-service.ts': 'test/proxy/hub/routes/register.test.ts',
  'proxy/hub/store/register-store.ts': 'test/proxy/hub/routes/register.test.ts',
  'proxy/hub/store/register-tables.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'shared/protocol/posting-notes.ts': 'test/proxy/hub/routes/posting-notes.test.ts',
  'proxy/hub/postings/own-posting.ts': 'test/proxy/hub/routes/posting-notes.test.ts',
  'shared/protocol/postings.ts': 'test/proxy/hub/routes/postings.test.ts',
  'shared/protocol/policy-tests.ts': 'test/proxy/hub/routes/policy-tests.test.ts',
  'shared/protocol/replay.ts': 'test/shared/policy/replay-tally.test.ts',
  'shared/protocol/recognise.ts': 'test/proxy/hub/routes/recognise.test.ts',
  'shared/protocol/take-out.ts': 'test/proxy/link/routes/take-out.test.ts',
  'shared/protocol/upload-approvals.ts': 'test/proxy/link/upload-approvals.test.ts',
  'proxy/link/approval-ways.ts': 'test/proxy/link/routes/ask-approval.test.ts',
  'proxy/hub/terminals/approval-routes.ts': 'test/proxy/hub/routes/upload-approvals.test.ts',
  'proxy/hub/store/posting-thread-tables.ts': 'test/proxy/hub/store/posting-told.test.ts',
  'proxy/hub/store/posting-search-tables.ts': 'test/proxy/hub/store/posting-index.test.ts',
  'proxy/hub/store/upload-approval-store.ts': 'test/proxy/hub/routes/upload-approvals.test.ts',
  'shared/protocol/drafts.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'shared/protocol/link-drafts.ts': 'test/proxy/link/routes/drafts.test.ts',
  'shared/policy/draft-places.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/platform/written-draft.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/platform/draft-digest.ts': 'test/proxy/link/posting-drafts.test.ts',
  'proxy/link/posted-way.ts': 'test/proxy/link/routes/drafts.test.ts',
  'proxy/link/draft-marks.ts': 'test/proxy/link/posting-drafts.test.ts',
  'proxy/gateway/draft-gate.ts': 'test/proxy/gateway/look-at-postings.test.ts',
  'proxy/gateway/posting-outcome.ts': 'test/proxy/gateway/look-at-postings.test.ts',
  'proxy/hub/drafts/draft-rules.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/hub/drafts/draft-version.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/hub/drafts/drafts.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/hub/drafts/shown-draft.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/hub/drafts/picture-type.ts': 'test/proxy/hub/routes/drafts.test.ts',
  'proxy/hub/store/draft-tables.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'shared/protocol/uploads.ts': 'test/proxy/hub/routes/uploads.test.ts',
  'shared/protocol/feeds.ts': 'test/proxy/hub/feeds/shown-feed.test.ts',
  'proxy/hub/feeds/compile-worker.ts': 'test/proxy/hub/feeds/compile-in-worker.test.ts',
  'proxy/hub/feeds/start-feeds.ts': 'test/proxy/hub/routes/feeds.test.ts',
  'shared/protocol/documents.ts': 'test/proxy/hub/routes/documents.test.ts',
  'proxy/hub/documents/build-set-worker.ts': 'test/proxy/hub/documents/build-set-in-worker.test.ts',
  'proxy/hub/documents/manage-documents.ts': 'test/proxy/command/document.system.test.ts',
  'proxy/hub/documents/start-documents.ts': 'test/proxy/hub/routes/documents.test.ts',
  'proxy/hub/store/document-store.ts': 'test/proxy/hub/documents/register-document.test.ts',
  'proxy/command/document.ts': 'test/proxy/command/document.system.test.ts',
  'shared/protocol/wanted.ts': 'test/proxy/hub/routes/exceptions.test.ts',
  'shared/protocol/extension-identity.ts': 'test/extension/manifest.test.ts',
  'shared/protocol/thumbnails.ts': 'test/proxy/hub/terminals/thumbnail-routes.test.ts',
  'proxy/terminal/start-thumbnails.ts': 'test/end-to-end/posting-thumbnails.test.ts',
  'shared/protocol/terminal.ts': 'test/proxy/hub/terminals/terminal-routes.test.ts',
  'proxy/browser/managed.ts': 'test/proxy/browser/chromium-managed.test.ts',
  'proxy/gateway/content-options.ts': 'test/proxy/gateway/look-at-content.test.ts',
  'proxy/gateway/carrier.ts': 'test/proxy/gateway/web-request.test.ts',
  'proxy/gateway/judge-message.ts': 'test/proxy/gateway/read-websocket.test.ts',
  'proxy/gateway/let-through.ts': 'test/proxy/gateway/look-at-content.test.ts',
  'proxy/link/hub-link.ts': 'test/proxy/link/routes/request-access.test.ts',
  'proxy/link/policy-holder.ts': 'test/proxy/link/people.test.ts',
  'proxy/inspection/extractor.ts': 'test/proxy/inspection/extractors/text.test.ts',
  'proxy/inspection/messages.ts': 'test/proxy/inspection/inspector-process.test.ts',
  'proxy/inspection/requests/field.ts': 'test/proxy/inspection/requests/field-contents.test.ts',
  'proxy/inspection/ocr/ocr-thread.ts': 'test/proxy/inspection/ocr/picture-reader.test.ts',
  'proxy/inspection/pictures/picture-facts.ts': 'test/proxy/inspection/extractors/picture.test.ts',
  'proxy/inspection/archives/webassembly.d.ts': 'test/proxy/inspection/archives/library.test.ts',
  'proxy/inspection/seek-bzip.d.ts': 'test/proxy/inspection/extractors/compressed.test.ts',
  'proxy/inspection/watchdog.ts': 'test/proxy/inspection/child.system.test.ts',
  'proxy/hub/replay/replay-thread.ts': 'test/proxy/hub/replay/run-replay.test.ts',
  'shared/protocol/proposals.ts': 'test/proxy/hub/routes/proposals.test.ts',
  'shared/policy/publishing-schema.ts': 'test/shared/policy/publishing.test.ts',
  'proxy/terminal/verify-worker.ts': 'test/proxy/terminal/verify-apart.test.ts',
  'proxy/hub/policy/draft-worker.ts': 'test/proxy/hub/policy/draft-thread.test.ts',
  'proxy/hub/store/proposal-store.ts': 'test/proxy/hub/policy/proposals.test.ts',
  'proxy/hub/store/proposal-stores.ts': 'test/proxy/hub/policy/proposals.test.ts',
  'proxy/hub/store/line-store.ts': 'test/proxy/hub/policy/tell-lines.test.ts',
  'proxy/hub/store/account-store.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/content-stores.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/keep-postings.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/main-tables.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/policy-store.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/posting-store.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/record-page.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/record-store.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/sqlite-database.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/sqlite-worker.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/store.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/store/upload-store.ts': 'test/proxy/hub/store/open-sqlite-store.test.ts',
  'proxy/hub/accounts/common-passwords.ts': 'test/proxy/hub/accounts/password.test.ts',
  'proxy/hub/accounts/cookie.ts': 'test/proxy/hub/routes/session.test.ts',
  'proxy/hub/accounts/shown-account.ts': 'test/proxy/hub/routes/session.test.ts',
};

describe('every source file that decides or transforms has its test', () => {
  const decides = product.filter(
    ({ name }) =>
      /^(shared|proxy)\//.test(name) && !/^proxy\/(console|command|main\.ts)/.test(name),
  );

  it.each(decides.map(({ name }) => name))('%s', (name) => {
    const own = ['.test.ts', '.system.test.ts'].map((ending) =>
      path.join(projectRoot, 'test', name.replace(/\.ts$/, ending)),
    );
    const elsewhere = testedElsewhere[name];
    const candidates = elsewhere === undefined ? own : [path.join(projectRoot, elsewhere)];
    expect(candidates.some((file) => existsSync(file))).toBe(true);
  });

  it('lists no file that is gone or has its own test', () => {
    const stale = Object.keys(testedElsewhere).filter(
      (name) =>
        !existsSync(path.join(projectRoot, name)) ||
        existsSync(path.join(projectRoot, 'test', name.replace(/\.ts$/, '.test.ts'))),
    );
    expect(stale).toEqual([]);
  });
});
