/** A feed in the table of lists: whether it counts, how old it is, and "fetch it now". */
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import { useMayChange } from '../session.tsx';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { FetchButton } from './fetch-button.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

export function FeedBadge({ state }: { readonly state: ShownFeed }) {
  const own = useWords().policy.feed;
  if (state.fetchedAt === null) return <Badge tone="bad">{own.none}</Badge>;
  if (state.failure !== null) return <Badge tone="caution">{own.old}</Badge>;
  return <Badge tone="good">{own.current}</Badge>;
}

export function FeedCell({
  list,
  title,
  state,
  onFetched,
}: {
  readonly list: string;
  readonly title: string;
  readonly state: ShownFeed;
  readonly onFetched: (state: ShownFeed) => void;
}) {
  const words = useWords();
  const mayFetch = useMayChange();
  return (
    <>
      <p>
        <FeedBadge state={state} />{' '}
        {state.fetchedAt === null ? null : <Moment iso={state.fetchedAt} to="minute" />}
      </p>
      {state.failure === null ? null : (
        <p>
          <Foreign text={ownHalf(state.failure.message, words.code)} />
        </p>
      )}
      {state.missingAt === 0 ? null : (
        <p>{words.policy.feed.missing(words.number(state.missingAt))}</p>
      )}
      {mayFetch ? <FetchButton list={list} title={title} onFetched={onFetched} /> : null}
    </>
  );
}
