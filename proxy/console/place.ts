/** A small router on the History API: where the person is, and how to go elsewhere. */
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();
let moves = 0;

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** How often the person has moved: 0 on the first page, where focus is left alone. */
export function moveCount(): number {
  return moves;
}

export function go(to: string, how: { replace?: boolean } = {}): void {
  if (how.replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  moves++;
  for (const tell of listeners) tell();
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const tell = () => setPlace(here());
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  return place;
}

/** Keeps clicks on our own links inside the page, and listens to the back button. */
export function startRouting(): void {
  window.addEventListener('popstate', () => {
    moves++;
    for (const tell of listeners) tell();
  });
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (!anchor || !isPlainClick(event) || anchor.hasAttribute('download')) return;
    if (anchor.origin !== location.origin || anchor.pathname.startsWith('/api/')) return;
    if (anchor.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    go(anchor.pathname + anchor.search);
    scrollTo(0, 0);
  });
}

function isPlainClick(event: MouseEvent): boolean {
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return event.button === 0 && !modified && !event.defaultPrevented;
}
