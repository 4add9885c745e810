/**
 * Where the guard listens: the window, before the page; shadow roots, whose `change` and `submit`
 * never come out; inputs that stand nowhere. `document.open()` takes listeners away: they are put
 * back when the document gets its new root.
 */
import { shadowRootOf } from '../platform/page-browser.ts';
import { handOver } from './channel.ts';

export type Listeners = Readonly<Record<string, (event: Event) => void>>;

/** A person comes near: roots that no script of the page has made show themselves. */
const near = ['pointerdown', 'focusin', 'dragenter', 'keydown'] as const;

export function arm(listeners: Listeners): void {
  const listenTo = (place: EventTarget) => {
    for (const [type, listener] of Object.entries(listeners)) {
      // The same listener again changes nothing.
      place.addEventListener(type, listener, true);
    }
  };
  const look = (place: EventTarget | null | undefined) => {
    const element = place as Partial<Element> | null | undefined;
    if (element?.nodeType !== Node.ELEMENT_NODE) return;
    if (element.localName === 'input') listenTo(element as Element);
    const root = shadowRootOf(element as Element);
    if (root !== null) listenToRoot(root);
  };
  const onNear = (event: Event) => {
    for (const place of event.composedPath()) look(place);
  };
  const onHandOver = (event: Event) => {
    const { relatedTarget } = event as MouseEvent;
    if (relatedTarget === null) return;
    event.stopImmediatePropagation();
    look(relatedTarget);
  };
  const listenToRoot = (root: EventTarget) => {
    listenTo(root);
    for (const type of near) root.addEventListener(type, onNear, true);
  };
  const listenToAll = () => {
    listenToRoot(window);
    window.addEventListener(handOver, onHandOver, true);
  };
  listenToAll();
  new MutationObserver(listenToAll).observe(document, { childList: true });
}
