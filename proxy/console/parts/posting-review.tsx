import { useEffect, useRef, useState } from 'preact/hooks';
import type { PostingDetail } from '../../../shared/protocol/postings.ts';
import { useWords } from '../words/language.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';
import { ReviewBadge } from './review-badge.tsx';
import { ReviewForm } from './review-form.tsx';
import { TypedText } from './typed-text.tsx';

/** Whether somebody has looked at it, by when, and the form to say so. */
export function PostingReview({
  posting,
  onReviewed,
}: {
  readonly posting: PostingDetail;
  /** In the queue: what comes after it. */
  readonly onReviewed?: (() => void) | undefined;
}) {
  const { notes, content } = useWords();
  const own = content.posting;
  const [review, setReview] = useState(posting.review);
  const heading = useRef<HTMLHeadingElement>(null);
  // The form goes, and the focus with it: the heading takes it.
  useEffect(() => {
    if (review !== posting.review) heading.current?.focus();
  }, [review]);
  const toDo = onReviewed === undefined ? own.waits : notes.queue.waits;
  const waits = review.state === 'open' || review.state === 'overdue';
  return (
    <section aria-labelledby="review" class="review">
      <h2 id="review" tabIndex={-1} ref={heading}>
        {own.reviewTitle} {review.state === 'none' ? null : <ReviewBadge state={review.state} />}
      </h2>
      {review.state === 'overdue' ? (
        <Notice kind="warning">
          <p>{own.overdue}</p>
        </Notice>
      ) : null}
      {review.state === 'none' ? <p>{own.none}</p> : null}
      <Facts
        facts={[
          [own.due, review.due === null ? null : <Moment iso={review.due} to="minute" />],
          [own.by, review.by === null ? null : <Foreign key="by" text={review.by} />],
          [own.when, review.at === null ? null : <Moment iso={review.at} />],
          [own.noted, review.note ? <TypedText key="note" text={review.note} /> : null],
        ]}
      />
      {waits ? <p class="not-printed">{posting.mayReview ? toDo : own.waitsOnly}</p> : null}
      {waits && posting.mayReview ? (
        <ReviewForm
          id={posting.id}
          submit={onReviewed === undefined ? own.submit : notes.queue.submit}
          onDone={(done) => (onReviewed === undefined ? setReview(done) : onReviewed())}
        />
      ) : null}
      <p class="not-printed">
        <a href="/postings?state=open">{own.back}</a> <a href="/postings">{own.all}</a>
      </p>
    </section>
  );
}
