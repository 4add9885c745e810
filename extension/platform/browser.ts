/** The one import of the polyfill: `wxt/browser` is webextension-polyfill here (wxt.config.ts). */

import type Polyfill from 'webextension-polyfill';
import { browser } from 'wxt/browser';

export const api = browser as unknown as Polyfill.Browser;
export type { Polyfill };

/** Firefox has blocking webRequest for every extension, and answers by promises. */
export const isFirefox = api.runtime.getURL('').startsWith('moz-extension:');

/** The extension's button; Manifest V2 has another name for it. */
export const button = (): Polyfill.Action.Static => api.action ?? api.browserAction;
