/** What a content script needs of the browser: the polyfill would be most of its size. */
import type { Polyfill } from './browser.ts';

type Global = { browser?: Polyfill.Browser; chrome?: Polyfill.Browser };

const { browser, chrome } = globalThis as unknown as Global;

/** undefined once the extension was replaced by a newer one: then nothing is asked any more. */
export const pageApi = browser ?? chrome;

interface FirefoxElement {
  openOrClosedShadowRoot?: ShadowRoot | null;
}
interface ChromiumDom {
  dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
}

/** Also of a closed one: the page keeps it to itself, content scripts may see it. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (!(element instanceof HTMLElement)) return element.shadowRoot;
  const { dom } = (chrome ?? {}) as ChromiumDom;
  try {
    return dom === undefined
      ? ((element as FirefoxElement).openOrClosedShadowRoot ?? element.shadowRoot)
      : dom.openOrClosedShadowRoot(element);
  } catch {
    return element.shadowRoot;
  }
}
