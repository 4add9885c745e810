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
  /** The tab is gone. */
  end(tabId: number): void;
}

export function createNavigations(options: {
  tabUrl: (tabId: number) => Promise<string | null>;
  /** Of the extension: whoever comes from there came from the page before it. */
  blockPage: string;
  stopped: Pick<StoppedStore, 'get'>;
}): Navigations {
  const begun = new Map<number, { requestId: string; url: string; page: Promise<string | null> }>();

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
      const same = navigation && withoutFragment(navigation.url) === withoutFragment(url);
      const page = same ? await navigation.page : null;
      return { url, page };
    },
    end: (tabId) => void begun.delete(tabId),
  };
}
