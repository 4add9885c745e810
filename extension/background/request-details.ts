/** What a browser tells of one request, and what may be read from it. */
import { api, type Polyfill } from '../platform/browser.ts';

/** What Chromium tells besides. */
interface Chromium {
  initiator?: string;
  documentLifecycle?: string;
}
interface Origins extends Chromium {
  documentUrl?: string | undefined;
  originUrl?: string | undefined;
}
export type Details = Polyfill.WebRequest.OnBeforeRequestDetailsType & Chromium;
export type SentDetails = Polyfill.WebRequest.OnBeforeSendHeadersDetailsType & Chromium;
/** Of whichever event. */
export type AnyDetails = Pick<Details, 'requestId' | 'tabId' | 'url' | 'method' | 'type'> & Origins;
export type Blocking = Polyfill.WebRequest.BlockingResponse;

const web = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
export const everything = { urls: web };
export const mainFrames: Polyfill.WebRequest.RequestFilter = { urls: web, types: ['main_frame'] };

/** A page that is fetched on a guess has the tab's number, but nobody has asked for it yet. */
export function isShown(details: { tabId: number } & Chromium): boolean {
  return details.tabId >= 0 && details.documentLifecycle !== 'prerender';
}

/** The background's own calls to the link do not go through the proxy. */
export function isOwn(details: { tabId: number } & Origins): boolean {
  const own = api.runtime.getURL('');
  return details.tabId === -1 && `${initiatorOf(details) ?? ''}/`.startsWith(own);
}

export function initiatorOf(details: Origins): string | null {
  return details.initiator ?? details.documentUrl ?? details.originUrl ?? null;
}
