/** Examples that come and go, done to the policy's YAML so that the comments of the others stay. */
import { type Document, isSeq, YAMLSeq } from 'yaml';
import { type PolicyTest, policyTestSchema } from '../../../shared/policy/tests-schema.ts';
import { textKey } from './entry-key.ts';

export function testKey(test: PolicyTest): string {
  return textKey(test);
}

/** @returns the keys of `removed` that no example has */
export function applyTests(
  document: Document,
  added: readonly PolicyTest[],
  removed: readonly string[],
): string[] {
  const known = document.get('tests');
  const tests = isSeq(known) ? known : new YAMLSeq();
  const gone = new Set(removed);
  const missing = new Set(removed);
  tests.items = tests.items.filter((item) => {
    const key = keyOf(document, item);
    if (key === null || !gone.has(key)) return true;
    missing.delete(key);
    return false;
  });
  // `tests: []` as written is a flow sequence: lines that are added to it stand below each other.
  if (tests.items.length === 0) tests.flow = added.length === 0;
  for (const test of added) {
    const node = document.createNode(test, { aliasDuplicateObjects: false });
    Object.assign(node, { flow: true });
    tests.add(node);
  }
  if (tests !== known) document.set('tests', tests);
  return [...missing];
}

function keyOf(document: Document, item: unknown): string | null {
  const value = (item as { toJS(document: Document): unknown }).toJS(document);
  const test = policyTestSchema.safeParse(value);
  return test.success ? testKey(test.data) : null;
}
