import { element } from './element.ts';

/** The first line of an item: what became of it, and its name as it is to be shown. */
export function itemHead(tag: string | null, name: string): HTMLElement {
  return element(
    'p',
    { class: 'name' },
    tag === null ? null : element('span', { class: 'tag' }, tag),
    element('bdi', {}, name),
  );
}
