/** Changes of the console, done to the policy's YAML so that its comments and order stay. */
import { type Document, isMap, isSeq, parseDocument, visit, YAMLMap, YAMLSeq } from 'yaml';
import { type Entry, entrySchema, type List } from '../../../shared/policy/schema.ts';
import type { Change, Problem } from '../../../shared/protocol/policy-change.ts';
import { applyTests } from './apply-tests.ts';
import { entryKey } from './entry-key.ts';

export interface AppliedChanges {
  readonly yaml: string;
  /** Changes that could not be done: the list or the line is not there. */
  readonly problems: readonly Problem[];
}

export function applyChanges(yaml: string, changes: readonly Change[]): AppliedChanges {
  const problems: Problem[] = [];
  // What was typed in the editor stays as typed, until another change touches it.
  let text = yaml;
  let document: Document | null = null;
  for (const [index, change] of changes.entries()) {
    if (change.op === 'replace') {
      text = change.yaml;
      document = null;
      continue;
    }
    // Doubled keys are the check's to find (parse.ts): here each would be compared with each.
    document ??= parseDocument(text, { uniqueKeys: false, prettyErrors: false });
    if (document.errors.length > 0) return { yaml: text, problems };
    const problem = applyOne(document, change);
    if (problem !== null) {
      const at = { severity: 'error', line: null, path: `changes[${index}]` } as const;
      problems.push({ ...at, ...problem });
    }
  }
  return { yaml: document === null ? text : writePolicy(document), problems };
}

/** `{ a: b }` with spaces and `[a, b]` without: as policies are written by hand. */
export function writePolicy(document: Document): string {
  const write = YAMLSeq.prototype.toString;
  const writeMap = YAMLMap.prototype.toString;
  visit(document, {
    Seq(_, node) {
      const list = node as YAMLSeq;
      // What stands in a block is written by its own rules.
      if (list.flow !== true) return;
      list.toString = (context, ...rest) =>
        write.call(list, context && { ...context, flowCollectionPadding: '' }, ...rest);
    },
    // Also inside of a list.
    Map(_, node) {
      const map = node as YAMLMap;
      if (map.flow !== true) return;
      map.toString = (context, ...rest) =>
        writeMap.call(map, context && { ...context, flowCollectionPadding: ' ' }, ...rest);
    },
  });
  return document.toString({ lineWidth: 0 });
}

type Fault = Pick<Problem, 'message' | 'cure'>;
type ListChange = Exclude<Change, { op: 'replace' }>;

function applyOne(document: Document, change: ListChange): Fault | null {
  if (change.op === 'change-tests') {
    const missing = applyTests(document, change.added, change.removed);
    return missing.length === 0 ? null : testMissing();
  }
  const lists = listsOf(document);
  if (change.op === 'add-list') {
    if (findList(lists, change.list.id) !== null) return listExists(change.list.id);
    lists.add(toNode(document, writtenList(change.list)));
    return null;
  }
  const list = findList(lists, change.list);
  if (list === null) return listMissing(change.list);
  switch (change.op) {
    case 'remove-list':
      lists.items.splice(lists.items.indexOf(list), 1);
      return null;
    case 'update-list':
      updateFields(document, list, change.fields);
      return null;
    case 'add-entries': {
      const entries = entriesOf(document, list);
      for (const entry of change.entries) entries.add(toNode(document, short(entry)));
      return null;
    }
    case 'remove-entries': {
      const entries = entriesOf(document, list);
      const keys = new Set(change.keys);
      const found = new Set<string>();
      entries.items = entries.items.filter((item) => {
        const key = keyOf(document, item);
        if (key === null || !keys.has(key)) return true;
        found.add(key);
        return false;
      });
      return found.size === keys.size ? null : entryMissing();
    }
    case 'update-entry': {
      const entries = entriesOf(document, list);
      const index = entries.items.findIndex((item) => keyOf(document, item) === change.key);
      if (index < 0) return entryMissing();
      const node = toNode(document, short(change.entry));
      const { comment, commentBefore, spaceBefore } = entries.items[index] as typeof node;
      entries.items[index] = Object.assign(node, { comment, commentBefore, spaceBefore });
      return null;
    }
    default:
      return change satisfies never;
  }
}

function listsOf(document: Document): YAMLSeq {
  const known = document.getIn(['destinations', 'lists']);
  if (isSeq(known)) return known;
  const lists = document.createNode([]) as YAMLSeq;
  document.setIn(['destinations', 'lists'], lists);
  return lists;
}

function findList(lists: YAMLSeq, id: string): YAMLMap | null {
  const found = lists.items.find((item) => isMap(item) && item.get('id') === id);
  return isMap(found) ? found : null;
}

function entriesOf(document: Document, list: YAMLMap): YAMLSeq {
  const known = list.get('entries');
  // `entries: []` as written is a flow sequence: lines that are added to it stand below each other.
  if (isSeq(known)) {
    if (known.items.length === 0) known.flow = false;
    return known;
  }
  const entries = document.createNode([]) as YAMLSeq;
  list.set('entries', entries);
  return entries;
}

function updateFields(document: Document, list: YAMLMap, fields: Record<string, unknown>): void {
  for (const name of list.items.map(({ key }) => String(key))) {
    if (name !== 'id' && name !== 'entries' && fields[name] === undefined) list.delete(name);
  }
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (typeof value === 'string' && typeof list.get(name) === 'string') list.set(name, value);
    else list.set(name, toNode(document, value));
  }
}

function keyOf(document: Document, item: unknown): string | null {
  const value = (item as { toJS(document: Document): unknown }).toJS(document);
  const entry = entrySchema.safeParse(value);
  return entry.success ? entryKey(entry.data) : null;
}

/** Of a list with a feed no empty `entries` stand beside it. */
function writtenList({ entries, ...list }: List): object {
  return list.feed !== undefined && entries.length === 0 ? list : { ...list, entries };
}

/** An entry that says nothing but its match is written as its match. */
function short(entry: Entry): Entry {
  if (typeof entry === 'string') return entry;
  const said = Object.values(entry).filter((value) => value !== undefined);
  return said.length === 1 ? entry.match : entry;
}

function toNode(document: Document, value: unknown) {
  const node = document.createNode(value, { aliasDuplicateObjects: false });
  if (isSeq(node)) node.flow = true;
  if (isMap(node)) {
    for (const { key, value: inner } of node.items) {
      if (isSeq(inner) && String(key) !== 'entries') inner.flow = true;
    }
  }
  return node;
}

function listMissing(id: string): Fault {
  return {
    message: `リスト ${id} がありません / there is no list ${id}`,
    cure: 'リストを読み込み直してください / reload the lists',
  };
}

function listExists(id: string): Fault {
  return {
    message: `リスト ${id} はすでにあります / the list ${id} exists already`,
    cure: '別のIDにしてください / choose another id',
  };
}

function testMissing(): Fault {
  return {
    message: '消そうとした例がもうありません / an example to be removed is not there any more',
    cure: '例を読み込み直してください / reload the examples',
  };
}

function entryMissing(): Fault {
  return {
    message: '変更しようとした行がもうありません / a line to be changed is not there any more',
    cure: 'リストを読み込み直してください / reload the list',
  };
}
