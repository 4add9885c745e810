/**
 * The browser's events, wired. All listeners are registered in the same turn that starts the
 * background, or a woken worker would miss the event that woke it. One that throws would let the
 * request through: each is wrapped, and a failure cancels.
 */
import { decisionId } from '../../shared/policy/decision-id.ts';
import { guardPort } from '../guard/channel.ts';
import { envelopeSchema, messages } from '../messages.ts';
import { api, isFirefox, type Polyfill } from '../platform/browser.ts';
import type { Barrier } from './barrier.ts';
import type { ChallengeAnswer } from './challenge.ts';
import { decideEarly } from './early-decision.ts';
import { decideUnreadBody, type RequestBody } from './unread-body.ts';

type Details = Polyfill.WebRequest.OnBeforeRequestDetailsType & Chromium;
/** What Chromium tells besides. */
interface Chromium {
  initiator?: string;
  documentLifecycle?: string;
}
type Blocking = Polyfill.WebRequest.BlockingResponse;

const web = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
const everything = { urls: web };
const mainFrames: Polyfill.WebRequest.RequestFilter = { urls: web, types: ['main_frame'] };
const wakeEveryMinutes = 0.5;

export function listen(barrier: Barrier): void {
  const wake = () => {
    barrier.watch.ensure();
    if (barrier.reporter.waiting > 0) void barrier.reporter.flush();
    void barrier.news.look().catch(() => {});
  };
  api.runtime.onInstalled.addListener(wake);
  api.runtime.onStartup.addListener(wake);
  api.alarms.onAlarm.addListener(wake);
  api.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') barrier.watch.restart();
  });
  void api.alarms.create('wake', { periodInMinutes: wakeEveryMinutes });
  wake();
  void barrier.firstPage.open().catch(() => {});

  listenToRequests(barrier);
  listenToChallenges(barrier);
  listenToPages(barrier);
  listenToGuards(barrier);
}

function listenToRequests(barrier: Barrier): void {
  const { webRequest, tabs } = api;
  webRequest.onBeforeRequest.addListener((details: Details) => {
    if (!isShown(details)) return;
    barrier.navigations.begin(details, initiatorOf(details));
    void barrier.wanted.begin(details.tabId).catch(() => {});
  }, mainFrames);
  tabs.onRemoved.addListener(barrier.navigations.end);

  const granted = blockingGranted();
  webRequest.onBeforeRequest.addListener(
    async (details: Details): Promise<Blocking> => {
      try {
        return (await granted) ? await refuseEarly(barrier, details) : {};
      } catch {
        return { cancel: true };
      }
    },
    everything,
    ['blocking', 'requestBody'],
  );
  webRequest.onHeadersReceived.addListener(
    (details) => {
      if (!isShown(details)) return;
      const { tabId, url, statusCode, responseHeaders = [] } = details;
      const told =
        details.type === 'main_frame'
          ? barrier.blockPage.onResponse(tabId, url, statusCode, responseHeaders)
          : Promise.all([
              barrier.refusedContent.onResponse(tabId, url, statusCode, responseHeaders),
              barrier.wanted.onResponse(tabId, url, statusCode, responseHeaders),
            ]);
      void told.catch(() => {});
    },
    everything,
    ['responseHeaders'],
  );
  webRequest.onErrorOccurred.addListener((details) => {
    if (!isShown(details)) return;
    const { requestId, tabId, url, error, type } = details;
    if (type !== 'main_frame') {
      void barrier.wanted.onError(tabId, url, error).catch(() => {});
      return;
    }
    // Each browser has errors of its own for what was cancelled here.
    const told = barrier.challenges.gaveUp(requestId)
      ? barrier.blockPage.onUnanswered(tabId, url)
      : barrier.blockPage.onError(tabId, url, error);
    void told.catch(() => {});
  }, everything);
  webRequest.onCompleted.addListener((details) => {
    const { tabId, url, statusCode } = details;
    const unanswered = statusCode === 407 && url.startsWith('http:');
    if (unanswered && isShown(details))
      void barrier.blockPage.onUnanswered(tabId, url).catch(() => {});
  }, mainFrames);
}

/** Chromium lets only extensions that a policy installed stop requests; else it ignores the answer. */
async function blockingGranted(): Promise<boolean> {
  return isFirefox || (await api.management.getSelf()).installType === 'admin';
}

async function refuseEarly(barrier: Barrier, details: Details): Promise<Blocking> {
  if (isOwn(details)) return {};
  const id = decisionId(Date.now(), crypto.getRandomValues(new Uint8Array(5)));
  const { url, method } = details;
  const act = details.type === 'main_frame' ? ('navigate' as const) : ('request' as const);
  const body = details.requestBody as RequestBody | null | undefined;
  const request = { url, method, act, initiator: initiatorOf(details), body };
  const held = await barrier.projections.current();
  const refusal =
    decideEarly(held, request, Date.now(), id) ?? decideUnreadBody(held, request, Date.now(), id);
  if (refusal === null || (await barrier.acknowledged.covers(refusal))) return {};
  barrier.reporter.add(refusal);
  if (details.type === 'main_frame' && isShown(details)) {
    // Which of two listeners hears first is the browser's to choose.
    barrier.navigations.begin(details, initiatorOf(details));
    // After this answer: the tab moves once the refused navigation is over.
    setTimeout(() => {
      void barrier.blockPage.onEarlyRefusal(details.tabId, refusal).catch(() => {});
    });
  } else if (isShown(details)) {
    void barrier.wanted.onEarlyRefusal(details.tabId, refusal).catch(() => {});
  }
  if (refusal.decision.reason === 'unread-upload' && isShown(details) && act === 'request') {
    void barrier.refusedContent.onEarlyRefusal(details.tabId, refusal).catch(() => {});
  }
  return { cancel: true };
}

/** A page that is fetched on a guess has the tab's number, but nobody has asked for it yet. */
function isShown(details: { tabId: number } & Chromium): boolean {
  return details.tabId >= 0 && details.documentLifecycle !== 'prerender';
}

/** The background's own calls to the link do not go through the proxy. */
function isOwn(details: Details): boolean {
  const own = api.runtime.getURL('');
  return details.tabId === -1 && `${initiatorOf(details) ?? ''}/`.startsWith(own);
}

function initiatorOf(details: Details): string | null {
  return details.initiator ?? details.documentUrl ?? details.originUrl ?? null;
}

function listenToChallenges(barrier: Barrier): void {
  const { webRequest } = api;
  const answer = (details: Polyfill.WebRequest.OnAuthRequiredDetailsType) =>
    barrier.challenges.answer(details).catch((): ChallengeAnswer => ({ cancel: true }));
  if (isFirefox) {
    webRequest.onAuthRequired.addListener(answer, everything, ['blocking']);
  } else {
    webRequest.onAuthRequired.addListener(
      ((details: never, reply: (answer: ChallengeAnswer) => void) => {
        void answer(details).then(reply);
      }) as never,
      everything,
      ['asyncBlocking' as never],
    );
  }
  const over = ({ requestId }: { requestId: string }) => barrier.challenges.over(requestId);
  webRequest.onCompleted.addListener(over, everything);
  webRequest.onErrorOccurred.addListener(over, everything);
}

function listenToPages(barrier: Barrier): void {
  const onMessage = (
    message: unknown,
    sender: Polyfill.Runtime.MessageSender,
  ): Promise<unknown> | undefined => {
    if (sender.id !== api.runtime.id || !sender.url?.startsWith(api.runtime.getURL(''))) return;
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success) return;
    const { name } = envelope.data;
    const body = messages[name].body.safeParse(envelope.data.body);
    if (!body.success) return;
    return (barrier.pages[name] as (body: unknown) => Promise<unknown>)(body.data);
  };
  api.runtime.onMessage.addListener(onMessage as never);
}

function listenToGuards(barrier: Barrier): void {
  api.runtime.onConnect.addListener((port) => {
    if (port.name !== guardPort || port.sender?.id !== api.runtime.id) return;
    const line = barrier.guards.open({
      sender: port.sender as never,
      postMessage: (answer) => port.postMessage(answer),
    });
    port.onMessage.addListener((message: unknown) => void line.onMessage(message).catch(() => {}));
    port.onDisconnect.addListener(line.onDisconnect);
  });
}
