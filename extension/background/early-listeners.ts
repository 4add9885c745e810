/**
 * Where the early decision hears of requests:
 *
 *   onBeforeRequest      the destination, and the body as far as the browser shows it
 *   onBeforeSendHeaders  type and length of a body of which not all was shown
 *   onErrorOccurred      what the browser's own rules have stopped (net-rules.ts)
 *
 * A listener that throws would let the request through: a failure cancels.
 */
import { decisionId } from '../../shared/policy/decision-id.ts';
import { api, isFirefox } from '../platform/browser.ts';
import type { Barrier } from './barrier.ts';
import { decideEarly, type OutgoingRequest } from './early-decision.ts';
import type { EarlyRefusal } from './report.ts';
import {
  type AnyDetails,
  type Blocking,
  type Details,
  everything,
  initiatorOf,
  isOwn,
  isShown,
  type SentDetails,
} from './request-details.ts';
import { decideUnreadBody, decideUnreadHeaders, type RequestBody } from './unread-body.ts';

/** What Chromium and Firefox say of a request that an extension has stopped. */
const stoppedByExtension: ReadonlySet<string> = new Set([
  'net::ERR_BLOCKED_BY_CLIENT',
  'NS_ERROR_ABORT',
]);
/** Requests whose end was never told must not fill the memory. */
const rememberedAtMost = 1000;

export function listenEarly(barrier: Barrier): void {
  /** Whether a request was cancelled, and told of, here: the browser's own rules may be quicker. */
  const answered = new Map<string, Promise<boolean>>();
  const granted = blockingGranted();

  async function answer<D extends Details | SentDetails>(
    refuse: (details: D) => Promise<EarlyRefusal | null>,
    details: D,
  ): Promise<Blocking> {
    try {
      if (!(await granted) || isOwn(details)) return {};
      const refusal = await refuse(details);
      if (refusal === null || (await barrier.acknowledged.covers(refusal))) return {};
      tell(barrier, details, refusal);
      return { cancel: true };
    } catch {
      return { cancel: true };
    }
  }
  const guarded =
    <D extends Details | SentDetails>(refuse: (details: D) => Promise<EarlyRefusal | null>) =>
    (details: D): Promise<Blocking> => {
      const blocking = answer(refuse, details);
      answered.set(
        details.requestId,
        blocking.then(({ cancel }) => cancel === true),
      );
      if (answered.size > rememberedAtMost) answered.delete(answered.keys().next().value ?? '');
      return blocking;
    };

  api.webRequest.onBeforeRequest.addListener(
    guarded(async (details: Details) => {
      const held = await barrier.projections.current();
      const body = details.requestBody as RequestBody | null | undefined;
      const [request, at, id] = [requestOf(details), Date.now(), newId()];
      return (
        decideEarly(held, request, at, id) ?? decideUnreadBody(held, { ...request, body }, at, id)
      );
    }),
    everything,
    ['blocking', 'requestBody'],
  );
  api.webRequest.onBeforeSendHeaders.addListener(
    guarded(async (details: SentDetails) => {
      const held = await barrier.projections.current();
      const request = { ...requestOf(details), headers: details.requestHeaders ?? [] };
      return decideUnreadHeaders(held, request, Date.now(), newId());
    }),
    everything,
    ['blocking', 'requestHeaders'],
  );
  api.webRequest.onErrorOccurred.addListener((details) => {
    const told = answered.get(details.requestId);
    answered.delete(details.requestId);
    if (!stoppedByExtension.has(details.error) || isOwn(details)) return;
    void (async () => {
      if (await told) return;
      const held = await barrier.projections.current();
      const refusal = decideEarly(held, requestOf(details), Date.now(), newId());
      // Another extension may have stopped it, or the person.
      if (refusal === null || (await barrier.acknowledged.covers(refusal))) return;
      tell(barrier, details, refusal);
    })().catch(() => {});
  }, everything);
}

/** Chromium lets only extensions that a policy installed stop requests; else it ignores the answer. */
async function blockingGranted(): Promise<boolean> {
  return isFirefox || (await api.management.getSelf()).installType === 'admin';
}

/** Records it, and shows it to the person. */
function tell(barrier: Barrier, details: AnyDetails, refusal: EarlyRefusal): void {
  barrier.reporter.add(refusal);
  if (details.type === 'main_frame' && isShown(details)) {
    // Which of two listeners hears first is the browser's to choose.
    barrier.navigations.begin(details, initiatorOf(details));
    // After this answer: the tab moves once the refused navigation is over.
    setTimeout(() => {
      void barrier.blockPage.onEarlyRefusal(details.tabId, refusal).catch(() => {});
    });
    return;
  }
  if (!isShown(details)) return;
  void barrier.wanted.onEarlyRefusal(details.tabId, refusal).catch(() => {});
  if (refusal.decision.reason === 'unread-upload') {
    void barrier.refusedContent.onEarlyRefusal(details.tabId, refusal).catch(() => {});
  }
}

function requestOf(details: AnyDetails): OutgoingRequest {
  const { url, method, type } = details;
  const act = type === 'main_frame' ? 'navigate' : 'request';
  return { url, method, act, initiator: initiatorOf(details) };
}

const newId = (): string => decisionId(Date.now(), crypto.getRandomValues(new Uint8Array(5)));
