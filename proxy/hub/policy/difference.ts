/** What changed between two policies, line by line. */
import type { Entry, EntryFields, List, Policy } from '../../../shared/policy/schema.ts';
import type { Difference } from '../../../shared/protocol/policy-change.ts';
import { canonicalJson, entryFields, entryKey } from './entry-key.ts';

export function difference(before: Policy, after: Policy): Difference {
  const old = listsById(before);
  const now = listsById(after);
  const lists = [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const lines = compareEntries(old.get(id)?.entries ?? [], now.get(id)?.entries ?? []);
    const isSame = lines.added.length + lines.removed.length + lines.changed.length === 0;
    return isSame ? [] : [{ list: id, title: (now.get(id) ?? old.get(id))?.title ?? id, ...lines }];
  });
  const otherEdits = [
    ...edits(paths(before), paths(after)),
    ...edits(listFields(before), listFields(after)),
  ];
  const other = otherEdits.map(({ path }) => path);
  return { lists, other, ...(other.length > 0 && { otherEdits }) };
}

function listsById({ destinations }: Policy): Map<string, List> {
  return new Map((destinations.lists ?? []).map((list) => [list.id, list]));
}

function compareEntries(before: readonly Entry[], after: readonly Entry[]) {
  const old = new Map(before.map((entry) => [entryKey(entry), entryFields(entry)]));
  const now = new Map(after.map((entry) => [entryKey(entry), entryFields(entry)]));
  const came = [...now].filter(([key]) => !old.has(key)).map(([, entry]) => entry);
  const went = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => entry);
  const left = new Map<string, EntryFields[]>();
  for (const entry of went) left.set(entry.match, [...(left.get(entry.match) ?? []), entry]);
  const added: string[] = [];
  const edits: { before: EntryFields; after: EntryFields }[] = [];
  for (const entry of came) {
    const earlier = left.get(entry.match)?.shift();
    if (earlier === undefined) added.push(entry.match);
    else edits.push({ before: earlier, after: entry });
  }
  const removed = [...left.values()].flat().map(({ match }) => match);
  const changed = edits.map(({ after: { match } }) => match);
  return { added, removed, changed, ...(edits.length > 0 && { edits }) };
}

const mostShown = 1000;

function edits(old: Map<string, string>, now: Map<string, string>) {
  const cut = (json: string | undefined) =>
    json === undefined || json.length <= mostShown
      ? (json ?? null)
      : `${json.slice(0, mostShown)}…`;
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: cut(old.get(path)), after: cut(now.get(path)) }));
}

/** Two levels deep: `mode`, `zones.closed`; of services their names: `posting.x`. */
function paths(policy: Policy): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(policy)) {
    if (name === 'posting' || name === 'services') {
      for (const each of policy[name] ?? []) {
        found.set(`${name}.${'service' in each ? each.service : each.id}`, canonicalJson(each));
      }
      continue;
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      found.set(name, canonicalJson(value));
      continue;
    }
    for (const [inner, field] of Object.entries(value)) {
      if (name !== 'destinations' || inner !== 'lists') {
        found.set(`${name}.${inner}`, canonicalJson(field));
      }
    }
  }
  return found;
}

/** Of lists that came, went, or were changed themselves. */
function listFields({ destinations }: Policy): Map<string, string> {
  return new Map(
    (destinations.lists ?? []).map((list) => [
      `destinations.lists.${list.id}`,
      canonicalJson({ ...list, entries: undefined }),
    ]),
  );
}
