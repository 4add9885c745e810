/**
 * Finds values in a body by path: `variables.input.message.text`. Lists are passed through
 * (`messages.text` is the text of each message), `*` is every value of an object, and a string
 * that holds JSON (a form field of GraphQL, a signed body) is opened on the way.
 */
const maximumValues = 10_000;

export function fieldValues(root: unknown, path: string): unknown[] {
  let values = spread([root]);
  for (const step of path.split('.')) {
    values = spread(values.flatMap((value) => take(openText(value), step)));
    if (values.length === 0) return values;
  }
  return values;
}

/** Own keys alone: `__proto__` of a body is a name like any other. */
function take(value: unknown, step: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => take(openText(each), step));
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value).slice(0, maximumValues);
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}

/** Lists in lists are opened level by level, never by recursion: depth is the sender's to choose. */
function spread(values: readonly unknown[]): unknown[] {
  let flat: unknown[] = values.slice(0, maximumValues);
  for (let level = 0; level < 4 && flat.some(Array.isArray); level++) {
    flat = flat.flat().slice(0, maximumValues);
  }
  return flat.filter((value) => !Array.isArray(value));
}

function openText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Instagram signs its body: `SIGNATURE.{…}`.
  const start = /^\s*(?:\w{1,200}\.)?(?=[{[])/.exec(value);
  return start === null ? value : readJson(value.slice(start[0].length));
}

/** undefined where it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
