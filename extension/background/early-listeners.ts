/**
 * Where the early decision hears of requests:
 *
 *   onBeforeRequest      the destination, and the body as far as the browser shows it
 *   onBeforeSendHeaders  type and length of a body of which not all was shown
 *
 * A listener that throws would let the request through: a failure cancels.
 */
import { decisionId } from '../../shared/policy/decision-id.ts';
import { api, isFirefox } from '../platform/browser.ts';
import type { Barrier } from './barrier.ts';
import { decideEarly, type OutgoingRequest } from './early-decision.ts';
import type { EarlyRefusal } from './report.ts';
import {
  type Blocking,
  type Details,
  everything,
  initiatorOf,
  isOwn,
  isShown,
  type SentDetails,
} from './request-details.ts';
import { decideUnreadBody, decideUnreadHeaders, type RequestBody } from './unread-body.ts';

export function listenEarly(barrier: Barrier): void {
  const granted = blockingGranted();
  const guarded =
    <D extends Details | SentDetails>(refuse: (details: D) => Promise<EarlyRefusal | null>) =>
    async (details: D): Promise<Blocking> => {
      try {
        if (!(await granted) || isOwn(details)) return {};
        const refusal = await refuse(details);
        return refusal === null ? {} : await carryOut(barrier, details, refusal);
      } catch {
        return { cancel: true };
      }
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
}

/** Chromium lets only extensions that a policy installed stop requests; else it ignores the answer. */
async function blockingGranted(): Promise<boolean> {
  return isFirefox || (await api.management.getSelf()).installType === 'admin';
}

async function carryOut(
  barrier: Barrier,
  details: Details | SentDetails,
  refusal: EarlyRefusal,
): Promise<Blocking> {
  if (await barrier.acknowledged.covers(refusal)) return {};
  barrier.reporter.add(refusal);
  if (details.type === 'main_frame' && isShown(details)) {
    // Which of two listeners hears first is the browser's to choose.
    barrier.navigations.begin(details, initiatorOf(details));
    // After this answer: the tab moves once the refused navigation is over.
    setTimeout(() => {
      void barrier.blockPage.onEarlyRefusal(details.tabId, refusal).catch(() => {});
    });
  } else if (refusal.decision.reason === 'unread-upload' && isShown(details)) {
    void barrier.refusedContent.onEarlyRefusal(details.tabId, refusal).catch(() => {});
  }
  return { cancel: true };
}

function requestOf(details: Details | SentDetails): OutgoingRequest {
  const { url, method, type } = details;
  const act = type === 'main_frame' ? 'navigate' : 'request';
  return { url, method, act, initiator: initiatorOf(details) };
}

const newId = (): string => decisionId(Date.now(), crypto.getRandomValues(new Uint8Array(5)));
