/** Where each tab is going, and the page it comes from: for the request for access. */
import type { StoppedStore } from './stopped-store.ts';

export interface Navigation {
  url: string;
  page: string | null;
}

export interface Navigations {
  begin(tabId: number, url: string, initiator: string | null): void;
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
  const begun = new Map<number, { url: string; page: Promise<string | null> }>();

  async function pageBehind(tabId: number, url: string, initiator: string | null) {
    const shown = await options.tabUrl(tabId).catch(() => null);
    if (shown?.startsWith(`${options.blockPage}?`)) {
      const ref = new URL(shown).searchParams.get('ref');
      return ref === null ? null : ((await options.stopped.get(ref))?.page ?? null);
    }
    const page = [shown, initiator].find((each) => each && /^https?:/.test(each) && each !== url);
    return page?.replace(/#.*$/s, '') ?? null;
  }

  return {
    begin(tabId, url, initiator) {
      begun.set(tabId, { url, page: pageBehind(tabId, url, initiator) });
    },
    async of(tabId, url) {
      const navigation = begun.get(tabId);
      const page = navigation?.url === url ? await navigation.page : null;
      return { url, page };
    },
    end: (tabId) => void begun.delete(tabId),
  };
}
