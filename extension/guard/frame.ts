/**
 * The frame of the guard's dialog: a modal one in the page's top layer, in a closed shadow root, so
 * that the page neither styles nor reads nor presses it. A page can take it away: then nothing goes.
 */
import { text } from '../platform/text.ts';
import { dialogStyle } from './dialog-style.ts';
import { element } from './element.ts';

export interface Frame {
  /** Puts this in the place of what is shown. @param onEscape the person leaves it by the keyboard */
  show(heading: string, contents: readonly Node[], onEscape: () => void): void;
  readonly isShown: boolean;
  /** Whether an event of the page's window belongs to the dialog. */
  owns(event: Event): boolean;
  close(): void;
}

const headingId = 'heading';

export function createFrame(): Frame {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const body = element('main');
  const dialog = element(
    'dialog',
    { lang: text('language'), 'aria-labelledby': headingId },
    element('div', { class: 'brand' }, text('extension_name')),
    body,
  );
  let leave = () => {};
  applyStyle(root);
  root.append(dialog);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (event.isTrusted) leave();
  });

  return {
    show(heading, contents, onEscape) {
      leave = onEscape;
      body.replaceChildren(element('h2', { id: headingId, tabindex: '-1' }, heading), ...contents);
      if (!host.isConnected) {
        // Even `* { display: none !important }` of the page gives way to this.
        host.style.setProperty('all', 'initial', 'important');
        host.style.setProperty('display', 'block', 'important');
        (document.documentElement ?? document).append(host);
      }
      // Last in the top layer is on top.
      if (!dialog.open) dialog.showModal();
      const first =
        body.querySelector<HTMLElement>('textarea, input, [data-first]') ??
        body.querySelector('button');
      const isWhole = dialog.scrollHeight <= dialog.clientHeight + 1;
      // What does not fit is read from its start: nothing that has the focus lies out of sight.
      (isWhole ? first : body.querySelector<HTMLElement>('h2'))?.focus();
    },
    get isShown() {
      return dialog.open && host.isConnected;
    },
    owns: (event) => event.target === host,
    close() {
      if (dialog.open) dialog.close();
      host.remove();
    },
  };
}

/** A sheet made by script needs no leave of the page's CSP; Firefox takes none from a content script. */
function applyStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogStyle);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length === 1) return;
  } catch {
    // as below
  }
  root.append(element('style', {}, dialogStyle));
}

/** A button that only a person can press. */
export function button(
  words: string,
  onPress: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', (event) => {
    if (event.isTrusted) onPress();
  });
  return made;
}
