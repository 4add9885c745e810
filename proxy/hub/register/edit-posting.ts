/** Edits of one service's register, done to the policy's YAML so that comments and order stay. */
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { RegisterEdit } from '../../../shared/protocol/register.ts';
import { writePolicy } from '../policy/apply-changes.ts';

/** Fields that stand below others. */
const placeOf: { readonly [F in RegisterEdit['field']]?: readonly string[] } = {
  pictureMetadata: ['forbidden', 'pictureMetadata'],
};

/** @returns null where the service or account is not a plain mapping of the document */
export function editPosting(
  yaml: string,
  service: string,
  edits: readonly RegisterEdit[],
): string | null {
  const document = parseDocument(yaml, { uniqueKeys: false, prettyErrors: false });
  const rule = named(document.get('posting'), 'service', service);
  if (document.errors.length > 0 || rule === null) return null;
  for (const { field, account, value } of edits) {
    const place = account === null ? rule : named(rule.get('accounts'), 'name', account);
    if (place === null) return null;
    const at = placeOf[field] ?? [field];
    const [first] = at;
    if (at.length > 1 && place.has(first) && !isMap(place.get(first))) return null;
    if (value === null || value === undefined) {
      if (place.hasIn(at)) place.deleteIn(at);
    } else place.setIn(at, toNode(document, value));
  }
  return writePolicy(document);
}

function named(list: unknown, key: string, name: string): YAMLMap | null {
  const found = isSeq(list)
    ? list.items.find((item) => isMap(item) && item.get(key) === name)
    : null;
  return isMap(found) ? found : null;
}

/** Lists of names stand in one line, and so does a term; what has more below it stands in lines. */
function toNode(document: Document, value: unknown) {
  const node = document.createNode(value, { aliasDuplicateObjects: false });
  if (isMap(node)) node.flow = true;
  if (!isSeq(node)) return node;
  node.flow = node.items.every((item) => !isMap(item));
  for (const item of node.items) if (isMap(item)) item.flow = true;
  return node;
}
