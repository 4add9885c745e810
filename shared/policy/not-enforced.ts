/**
 * Keys of the policy whose enforcement comes later. Until then they are refused: a rule that
 * stands in the policy and is not kept would be worse than none.
 */
const places: readonly (readonly [place: RegExp, keys: readonly string[]])[] = [
  [/^destinations\..*hours$/, ['holidays']],
];

/** @param place the path of the mapping that holds the key, as text */
export function isNotEnforced(place: string, key: string): boolean {
  return places.some(([pattern, keys]) => pattern.test(place) && keys.includes(key));
}
