/**
 * The composition of the background: every part is made here, and told what it needs.
 *
 *   settings → enrolment → credentials → session ─► link
 *                              │            ├─ watch → projections → early decision → reporter
 *                              └─ challenge (407)   └─ block page, popup, guards
 */
import type { SignedProjection } from '../../shared/protocol/link.ts';
import { signedProjectionSchema } from '../../shared/protocol/link.ts';
import { guardedKey } from '../guard/channel.ts';
import { api, button } from '../platform/browser.ts';
import { keptForGood, keptForSession } from '../platform/kept.ts';
import { replaceNetRules } from '../platform/net-request.ts';
import { text } from '../platform/text.ts';
import { acknowledgedListSchema, createAcknowledged } from './acknowledged.ts';
import { createBlockPage } from './block-page.ts';
import { createChallengeAnswerer } from './challenge.ts';
import {
  type Credential,
  createCredentialHolder,
  credentialSchema,
  isCredential,
} from './credential.ts';
import { createEnrolment, enrolledSchema, isRejection } from './enrolment.ts';
import { createFirstPage, openedSchema } from './first-page.ts';
import { createGuardLines } from './guard-lines.ts';
import { inspectContent } from './inspect-call.ts';
import { makeKey, signedAuthorization } from './key.ts';
import { callLink, type LinkFailure, noAnswer, postToLink } from './link-call.ts';
import { createLinkSession } from './link-session.ts';
import { createNavigations } from './navigations.ts';
import { createNetRules } from './net-rules.ts';
import { createNews, seenNewsSchema } from './news.ts';
import { createPageAnswers } from './page-answers.ts';
import { createProjectionHolder } from './projection-holder.ts';
import { createRefusedContent } from './refused-content.ts';
import { createReporter, refusalsSchema } from './report.ts';
import { createSettings } from './settings.ts';
import { createStoppedStore, stoppedListSchema } from './stopped-store.ts';
import { takeOut } from './take-out-call.ts';
import { createWanted, wantedListSchema } from './wanted.ts';
import { createWatch } from './watch.ts';

/** When an entry of the policy begins or ends. */
export const netRulesAlarm = 'net-rules';

export type Barrier = ReturnType<typeof createBarrier>;

export function createBarrier() {
  const now = () => Date.now();
  const fetcher = (url: string, init: RequestInit) => fetch(url, init);
  const readSettings = createSettings(() => void enrolment.ensure().catch(() => {}));
  const linkUrl = async () => (await readSettings()).linkUrl;
  const enrolled = keptForGood('enrolled', enrolledSchema);

  const credentials = createCredentialHolder({
    fetchCredential,
    enrolment: async () => (await enrolled.get())?.enrolment ?? null,
    kept: keptForSession('credential', credentialSchema),
    now,
  });
  const projections = createProjectionHolder({
    kept: keptForGood<SignedProjection>('projection', signedProjectionSchema),
    key: async () => (await enrolled.get())?.linkKey ?? null,
    async onChange(readsUploads) {
      void netRules.apply().catch(() => {});
      await (readsUploads === null
        ? api.storage.local.remove(guardedKey)
        : api.storage.local.set({ [guardedKey]: readsUploads }));
    },
  });
  const netRules = createNetRules({
    projection: () => projections.current(),
    link: linkUrl,
    replace: replaceNetRules,
    async wakeAt(moment) {
      if (moment === null) await api.alarms.clear(netRulesAlarm);
      else api.alarms.create(netRulesAlarm, { when: moment });
    },
    now,
  });
  const acknowledged = createAcknowledged({
    kept: keptForSession('acknowledged', acknowledgedListSchema),
    now,
  });
  const enrolment = createEnrolment({
    kept: enrolled,
    settings: readSettings,
    makeKey,
    exchange: async (code, publicKey) =>
      callLink(fetcher, await linkUrl(), 'enroll', `Sekisho-Code ${code}`, { publicKey }),
    digest,
    async onEnrolled() {
      await acknowledged.forget();
      await projections.forget();
      watch.restart();
    },
  });
  const session = createLinkSession({
    credentials,
    call: async (call, authorization, body) =>
      callLink(fetcher, await linkUrl(), call, authorization, body),
  });
  const reporter = createReporter({
    async send(decisions) {
      const result = await session.ask('report', { decisions });
      if (result.ok) return true;
      return result.status === 400 || result.status === 413 ? 'never' : false;
    },
    later: (ms, then) => void setTimeout(then, ms),
    kept: keptForSession('refusals', refusalsSchema),
  });
  const watch = createWatch({
    open: openWatch,
    async onProjection(signed) {
      const key = (await enrolled.get())?.linkKey;
      if (key) await projections.accept(signed, key);
      // A grant comes with a new policy.
      void news.look('now').catch(() => {});
    },
    onSign: () => void api.runtime.getPlatformInfo(),
    pause,
  });
  const news = createNews({
    async requests() {
      if ((await enrolled.get()) === null) return null;
      const result = await session.ask('access-requests', {});
      return result.ok ? result.answer.requests : null;
    },
    kept: keptForGood('seen-news', seenNewsSchema),
    tell: tellNews,
    now,
  });
  const wanted = createWanted({ session, kept: keptForSession('wanted', wantedListSchema) });
  const stopped = createStoppedStore(keptForSession('stopped', stoppedListSchema));
  const navigations = createNavigations({
    tabUrl,
    blockPage: api.runtime.getURL('blocked.html'),
    stopped,
  });
  const blockPage = createBlockPage({
    enrolled: async () => (await enrolled.get()) !== null,
    session,
    stopped,
    navigations,
    show,
    now,
  });

  const projection = () => projections.current();
  const guards = createGuardLines({
    session,
    projection,
    enrolled: async () => (await enrolled.get()) !== null,
    inspect: async (inspection) =>
      inspectContent({
        ...inspection,
        fetcher,
        linkUrl: await linkUrl(),
        withToken: session.withToken,
      }),
    takeOut: async (wanted) =>
      takeOut({ ...wanted, fetcher, linkUrl: await linkUrl(), withToken: session.withToken }),
    newUpload: () => crypto.randomUUID(),
  });
  const refusedContent = createRefusedContent({
    session,
    projection,
    tell: async (tabId, message) =>
      void (await api.tabs.sendMessage(tabId, message, { frameId: 0 })),
  });

  async function fetchCredential(): Promise<Credential | LinkFailure> {
    const known = await enrolment.ensure();
    const authorization = known && (await signedAuthorization(known.enrolment, now()));
    if (!authorization) return { ...noAnswer, code: 'not-enrolled' };
    const result = await callLink(fetcher, await linkUrl(), 'credential', authorization, {});
    if (result.ok) return { ...result.answer, enrolment: known.enrolment };
    if (isRejection(result.code)) enrolment.reject();
    return result;
  }

  async function openWatch(signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null> {
    if ((await enrolment.ensure()) === null) return null;
    const credential = await credentials.current();
    if (!isCredential(credential)) return null;
    const held = (await projections.current())?.projection;
    const authorization = `Bearer ${credential.token}`;
    const body = { revision: held?.revision ?? null, ...(held && { user: held.user }) };
    const response = await postToLink(
      fetcher,
      await linkUrl(),
      'watch',
      authorization,
      body,
      signal,
    );
    if (response.status === 401) await credentials.renew(credential);
    if (response.ok) void reporter.flush();
    return response.ok ? response.body : null;
  }

  async function show(tabId: number | null, ref: string): Promise<void> {
    const url = `${api.runtime.getURL('blocked.html')}?ref=${encodeURIComponent(ref)}`;
    await (tabId === null ? api.tabs.create({ url }) : api.tabs.update(tabId, { url }));
  }

  const firstPage = createFirstPage({
    url: async () => (await readSettings()).firstPage,
    opened: keptForSession('opened', openedSchema),
    ready: credentials.current,
    async show(url) {
      const [blank] = await api.tabs.query({ url: 'about:blank' });
      await (blank?.id === undefined
        ? api.tabs.create({ url })
        : api.tabs.update(blank.id, { url }));
    },
  });

  return {
    firstPage,
    acknowledged,
    projections,
    netRules,
    reporter,
    watch,
    navigations,
    blockPage,
    guards,
    refusedContent,
    news,
    wanted,
    challenges: createChallengeAnswerer({
      credentials,
      proxyPort: async () => (await readSettings()).proxyPort,
    }),
    pages: createPageAnswers({
      enrolled: enrolled.get,
      enrolment,
      credentials,
      session,
      netRules,
      projections,
      acknowledged,
      stopped,
      reporter,
      wanted,
      news,
      tabUrl,
      restartWatch: watch.restart,
      openBlockPage: (ref) => show(null, ref),
      now,
    }),
  };
}

async function tabUrl(tab: number): Promise<string | null> {
  return (await api.tabs.get(tab)).url ?? null;
}

/** On the extension's button, where the person finds the popup. */
async function tellNews(count: number): Promise<void> {
  await button().setBadgeText({ text: count === 0 ? '' : String(count) });
  const name = text('extension_name');
  const title = count === 0 ? name : `${name}：${text('news_title', String(count))}`;
  await button().setTitle({ title });
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
