/** "Fetch it now": says what became of it. */
import { useState } from 'preact/hooks';
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import { call } from '../api.ts';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { errorText } from './error-text.ts';

export function FetchButton({
  list,
  title,
  onFetched,
}: {
  readonly list: string;
  readonly title: string;
  readonly onFetched: (state: ShownFeed) => void;
}) {
  const words = useWords();
  const own = words.policy.feed;
  const [busy, setBusy] = useState(false);
  const fetchNow = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const state = await call('fetchFeed', { id: list });
      onFetched(state);
      announce(
        state.failure === null
          ? own.fetched(title, words.number(state.taken))
          : ownHalf(state.failure.message, words.code),
      );
    } catch (error) {
      announce(errorText(error, words));
    } finally {
      setBusy(false);
    }
  };
  const text = busy ? own.fetching : own.fetch;
  return (
    <button
      type="button"
      class="button"
      aria-disabled={busy}
      aria-label={`${text}: ${title}`}
      onClick={() => void fetchNow()}
    >
      {text}
    </button>
  );
}
