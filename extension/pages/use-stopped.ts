import { useEffect, useState } from 'preact/hooks';
import type { MessageAnswer } from '../messages.ts';
import { api } from '../platform/browser.ts';
import { askBackground } from './ask-background.ts';

export type StoppedAnswer = MessageAnswer<'stopped'>;

const lookAgainMs = 2000;

/**
 * What is known of the stopped navigation: asked anew when the policy changes (at once), and every
 * two seconds while the page is looked at, for answers to requests and for a proxy that comes back.
 * `undefined`: not known yet.
 */
export function useStopped(ref: string): [StoppedAnswer | undefined, () => void] {
  const [answer, setAnswer] = useState<StoppedAnswer | undefined>(undefined);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let current = true;
    void askBackground('stopped', { ref }).then((next) => {
      if (current && next !== undefined) setAnswer(next);
    });
    return () => {
      current = false;
    };
  }, [ref, asked]);

  useEffect(() => {
    const again = () => setAsked((count) => count + 1);
    const onChanged = (changes: object) => {
      if ('projection' in changes) again();
    };
    api.storage.onChanged.addListener(onChanged as never);
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, lookAgainMs);
    return () => {
      api.storage.onChanged.removeListener(onChanged as never);
      clearInterval(timer);
    };
  }, []);

  return [answer, () => setAsked((count) => count + 1)];
}
