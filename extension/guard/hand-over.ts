/**
 * In the page's own world: shadow roots that it makes, and file inputs that it opens without ever
 * attaching them, are handed to the guard, which would not hear of them. Nothing is decided here.
 */
import { handOver } from './channel.ts';

export function handOverFrom(page: Window & typeof globalThis): void {
  const { MouseEvent, document, HTMLInputElement, EventTarget } = page;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const tell = (relatedTarget: EventTarget) => {
    // By `relatedTarget` an element crosses into the guard's world.
    dispatch.call(document, new MouseEvent(handOver, { relatedTarget }));
  };
  const isLoose = (it: unknown): it is HTMLInputElement =>
    it instanceof HTMLInputElement && it.type === 'file';

  wrap(page.Element.prototype, 'attachShadow', (run, host) => {
    const root = run();
    tell(host);
    return root;
  });
  const toldFirst = (run: () => unknown, it: EventTarget) => {
    if (isLoose(it)) tell(it);
    return run();
  };
  wrap(page.HTMLElement.prototype, 'click', toldFirst);
  wrap(HTMLInputElement.prototype, 'showPicker', toldFirst);
  wrap(EventTarget.prototype, 'dispatchEvent', toldFirst);
}

/** Keeps name, length and receiver: pages compare. */
function wrap<T extends object>(
  owner: T,
  name: keyof T,
  around: (run: () => unknown, it: EventTarget) => unknown,
): void {
  const original = owner[name] as unknown as (...args: unknown[]) => unknown;
  owner[name] = new Proxy(original, {
    apply: (_original, it, args) => around(() => Reflect.apply(original, it, args), it),
  }) as never;
}
