/** The lists as Chromium's URLBlocklist and URLAllowlist, and what those two cannot say. */
import { globPrefix } from '../../../shared/destination/glob.ts';
import type { Entry, List, Policy } from '../../../shared/policy/schema.ts';
import { entryFields } from './entry-key.ts';

export interface LeftOut {
  readonly list: string;
  readonly match: string;
  readonly why: string;
}

export interface ChromiumLists {
  readonly URLBlocklist: readonly string[];
  readonly URLAllowlist: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export function chromiumLists({ destinations }: Policy): ChromiumLists {
  const block = new Set<string>();
  const allow = new Set<string>();
  const leftOut: LeftOut[] = [];
  if (destinations.default !== 'allow') block.add('*');
  if (destinations.default === 'warn') {
    leftOut.push({ list: 'destinations', match: 'default', why: whys.warn });
  }
  for (const list of destinations.lists ?? []) {
    for (const entry of list.entries) {
      const { match, action = list.action } = entryFields(entry);
      const why = whyNot(list, entry);
      if (why !== null) leftOut.push({ list: list.id, match, why });
      else (action === 'allow' ? allow : block).add(match);
    }
  }
  return { URLBlocklist: [...block], URLAllowlist: [...allow], leftOut };
}

const whys = {
  glob: 'Chromium の書式に glob はありません / Chromium’s format has no globs',
  warn: 'Chromium に警告はありません / Chromium knows no warning',
  scope:
    'Chromium のポリシーは、利用者・部署・端末・時間などで分けられません / Chromium’s policy knows no users, units, terminals or hours',
};

/** Fields that only tell: all others narrow the entry. */
const telling: ReadonlySet<string> = new Set([
  ...['id', 'title', 'match', 'action', 'owner', 'reason', 'clause', 'note', 'entries'],
  ...['addedBy', 'addedAt'],
]);

function whyNot(list: List, entry: Entry): string | null {
  const fields = entryFields(entry);
  if (fields.match.startsWith(globPrefix)) return whys.glob;
  if ((fields.action ?? list.action) === 'warn') return whys.warn;
  const isNarrowed = [...Object.entries(list), ...Object.entries(fields)].some(
    ([name, value]) => value !== undefined && !telling.has(name),
  );
  return isNarrowed ? whys.scope : null;
}
