/**
 * The browser's events, wired. All listeners are registered in the same turn that starts the
 * background, or a woken worker would miss the event that woke it.
 */
import { guardPort } from '../guard/channel.ts';
import { envelopeSchema, messages } from '../messages.ts';
import { api, isFirefox, type Polyfill } from '../platform/browser.ts';
import { type Barrier, netRulesAlarm } from './barrier.ts';
import type { ChallengeAnswer } from './challenge.ts';
import { listenEarly } from './early-listeners.ts';
import { type Details, everything, initiatorOf, isShown, mainFrames } from './request-details.ts';

const wakeEveryMinutes = 0.5;

export function listen(barrier: Barrier): void {
  const wake = () => {
    barrier.watch.ensure();
    // What an earlier life of the background could not report is here as well.
    void barrier.reporter.flush();
    void barrier.news.look().catch(() => {});
  };
  api.runtime.onInstalled.addListener(wake);
  api.runtime.onStartup.addListener(wake);
  api.alarms.onAlarm.addListener(({ name }) => {
    if (name === netRulesAlarm) void barrier.netRules.apply().catch(() => {});
    wake();
  });
  api.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') barrier.watch.restart();
  });
  void api.alarms.create('wake', { periodInMinutes: wakeEveryMinutes });
  wake();
  void barrier.netRules.apply().catch(() => {});
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

  listenEarly(barrier);
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
