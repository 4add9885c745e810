import type { PostingDetail } from '../../../shared/protocol/postings.ts';
import { personText } from '../text/person-text.ts';
import { shortText } from '../text/short-text.ts';
import { jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { FateBadge } from './review-badge.tsx';

/** The post from its first moment to its last; nothing where there is but one line. */
export function PostingThread({ posting }: { readonly posting: PostingDetail }) {
  const words = useWords();
  const own = words.notes.thread;
  if (posting.thread.length < 2) return null;
  return (
    <section aria-labelledby="thread">
      <h2 id="thread">{own.title}</h2>
      <p class="quiet">{own.hint}</p>
      <ol class="thread">
        {posting.thread.map((each) => (
          <Line key={each.id} line={each} isHere={each.id === posting.id} />
        ))}
      </ol>
    </section>
  );
}

function Line({
  line: { id, at, act, who, text, fate, taken },
  isHere,
}: {
  readonly line: PostingDetail['thread'][number];
  readonly isHere: boolean;
}) {
  const words = useWords();
  const own = words.notes.thread;
  const { postings } = words.content;
  return (
    <li aria-current={isHere ? 'true' : undefined}>
      <div>
        {isHere ? (
          <>
            <Moment iso={at} /> <strong>{postings.acts[act]}</strong>{' '}
            <span class="quiet">{own.here}</span>
          </>
        ) : (
          <a
            href={`/postings/${encodeURIComponent(id)}`}
            aria-label={visible(own.open(jst(at), postings.acts[act]))}
          >
            <Moment iso={at} /> {postings.acts[act]}
          </a>
        )}{' '}
        <FateBadge fate={fate} />{' '}
        {fate === 'sent' && taken !== true ? (
          <span class="quiet">{taken === false ? own.refused : own.unknown}</span>
        ) : null}
      </div>
      <div class="quiet">
        <Foreign text={personText(who) ?? words.work.audit.nobody} />
      </div>
      {text === '' ? null : <Foreign text={shortText(text)} />}
    </li>
  );
}
