/** The guard of one frame, put together. It does nothing until a person chooses, drops, pastes or sends. */
import { pageApi } from '../platform/page-browser.ts';
import { arm } from './arm.ts';
import {
  type GuardAnswer,
  type GuardAsk,
  guardedKey,
  guardPort,
  type RefusedMessage,
} from './channel.ts';
import { createDialog } from './dialog.ts';
import { createFrame, type Frame } from './frame.ts';
import { createFileHold } from './hold-files.ts';
import { createSubmitHold } from './hold-submit.ts';
import { createInquiry, type Line } from './inquiry.ts';
import { showRefused } from './refused-dialog.ts';

export function startGuard(): void {
  let isGuarded = true;
  void pageApi?.storage.local.get(guardedKey).then(
    (kept) => {
      isGuarded = kept[guardedKey] !== false;
    },
    () => {},
  );
  pageApi?.storage.onChanged.addListener((changes, area) => {
    const change = changes[guardedKey];
    if (area === 'local' && change !== undefined) isGuarded = change.newValue !== false;
  });

  const frames: Frame[] = [];
  /** Made when the first dialog is: most pages never see one. */
  const newFrame = () => {
    const frame = createFrame();
    frames.push(frame);
    return frame;
  };
  let asking: Frame | null = null;
  const askingFrame = () => {
    asking ??= newFrame();
    return asking;
  };
  const inquiry = createInquiry({ open: openLine, dialog: () => createDialog(askingFrame()) });
  const files = createFileHold(inquiry);
  const onSubmit = createSubmitHold(inquiry);
  /** The page's own keys are not for what is typed into the dialog. */
  const ownFirst = (listener: (event: Event) => void) => (event: Event) => {
    if (frames.some((frame) => frame.owns(event))) event.stopImmediatePropagation();
    else if (isGuarded) listener(event);
  };
  const nothing = () => {};
  arm({
    input: ownFirst(files.onChange),
    change: ownFirst(files.onChange),
    drop: ownFirst(files.onDrop),
    paste: ownFirst(files.onPaste),
    submit: ownFirst(onSubmit),
    keydown: ownFirst(nothing),
    keypress: ownFirst(nothing),
    keyup: ownFirst(nothing),
    beforeinput: ownFirst(nothing),
  });
  if (window === window.top) listenToRefusals(newFrame);
}

function openLine(onAnswer: (answer: GuardAnswer) => void, onEnd: () => void): Line | null {
  try {
    const port = pageApi?.runtime.connect({ name: guardPort });
    if (port === undefined) return null;
    port.onMessage.addListener((message) => onAnswer(message as GuardAnswer));
    port.onDisconnect.addListener(onEnd);
    return {
      send(ask) {
        try {
          port.postMessage(ask);
        } catch {
          onEnd();
        }
      },
      close: () => port.disconnect(),
    };
  } catch {
    return null; // the extension was replaced by a newer one: the page has to be opened again
  }
}

function listenToRefusals(newFrame: () => Frame): void {
  let frame: Frame | null = null;
  const waiting: RefusedMessage[] = [];
  let isShown = false;

  async function showAll(): Promise<void> {
    if (isShown) return;
    isShown = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id } = next.decision;
      frame ??= newFrame();
      await showRefused(
        frame,
        next,
        (reason) => askOnce({ ask: 'acknowledge', decision: id, reason }),
        {
          onSend: (topic, word) => askOnce({ ask: 'send-draft', decision: id, topic, word }),
          onPick: (topic) => askOnce({ ask: 'pick-topic', decision: id, topic }),
        },
      );
      frame.close();
    }
    isShown = false;
  }
  pageApi?.runtime.onMessage.addListener((message: unknown, sender: { id?: string }) => {
    const { tell } = (message ?? {}) as Partial<RefusedMessage>;
    if (sender.id !== pageApi?.runtime.id || tell !== 'refused') return undefined;
    if (waiting.length < 5) waiting.push(message as RefusedMessage);
    void showAll();
    return undefined;
  });
}

function askOnce(ask: GuardAsk): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const line = openLine(
    (answer) => {
      if (answer.tell === 'acknowledged') resolve(answer.message);
    },
    () => resolve(''),
  );
  if (line === null) return Promise.resolve('');
  line.send(ask);
  return promise.finally(() => line.close());
}
