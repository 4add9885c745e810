/** Where each tab is going, and the page it comes from: for the request for access. */
import { withoutFragment } from './early-decision.ts';
import type { StoppedStore } from './stopped-store.ts';

export interface Navigation {
  url: string;
  page: string | null;
}

export interface Navigations {
  /** Once for each request; more often does no harm. */
  begin(request: { requestId: string; tabId: number; url: string }, initiator: string | null): void;
  /** What was begun in this tab, where it is the same URL. */
  of(tabId: number, url: string): Promise<Navigation>;
  /** Whether the tab has set out for somewhere else since. */
  left(tabId: number, url: string): boolean;
  /** The tab is gone. */
  end(tabId: number): void;
}

export function createNavigations(options: {
  tabUrl: (tabId: number) => Promise<string | null>;
  /** Of the extension: whoever comes from there came from the page before it. */
  blockPage: string;
  stopped: Pick<StoppedStore, 'get'>;
}): Navigations {
  const begun = new Map<number, Begun>();

  async function pageBehind(tabId: number, url: string, initiator: string | null) {
    const shown = await options.tabUrl(tabId).catch(() => null);
    if (shown?.startsWith(`${options.blockPage}?`)) {
      const ref = new URL(shown).searchParams.get('ref');
      return ref === null ? null : ((await options.stopped.get(ref))?.page ?? null);
    }
    const page = [shown, initiator].find((each) => each && /^https?:/.test(each) && each !== url);
    return page ? withoutFragment(page) : null;
  }

  return {
    begin({ requestId, tabId, url }, initiator) {
      const known = begun.get(tabId);
      if (known?.requestId === requestId && known.url === url) return;
      begun.set(tabId, { requestId, url, page: pageBehind(tabId, url, initiator) });
    },
    async of(tabId, url) {
      const navigation = begun.get(tabId);
      const page = isFor(navigation, url) ? await navigation.page : null;
      return { url, page };
    },
    left(tabId, url) {
      const navigation = begun.get(tabId);
      return navigation !== undefined && !isFor(navigation, url);
    },
    end: (tabId) => void begun.delete(tabId),
  };
}

interface Begun {
  requestId: string;
  url: string;
  page: Promise<string | null>;
}

/** Firefox tells the fragment, Chromium does not. */
function isFor(begun: Begun | undefined, url: string): begun is Begun {
  return begun !== undefined && withoutFragment(begun.url) === withoutFragment(url);
}
