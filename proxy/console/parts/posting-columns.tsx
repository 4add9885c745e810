import type { PostingRow } from '../../../shared/protocol/postings.ts';
import { personText } from '../text/person-text.ts';
import { shortText } from '../text/short-text.ts';
import { dayOf, jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import type { Words } from '../words/ja.ts';
import type { Column } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { FateBadge, ReviewBadge } from './review-badge.tsx';

/** @param titles of services, by id */
export function postingColumns(
  words: Words,
  titles: ReadonlyMap<string, string>,
): Column<PostingRow>[] {
  const own = words.content.postings;
  return [
    { id: 'at', label: own.at, heading: true, cell: ({ at }) => <Moment iso={at} to="minute" /> },
    {
      id: 'who',
      label: own.who,
      cell: ({ who }) => {
        const parts = [personText(who), who.unit].filter((part) => part !== null);
        return <Foreign text={parts.join('、') || words.work.audit.nobody} />;
      },
    },
    {
      id: 'where',
      label: own.where,
      cell: ({ service, account }) => (
        <>
          <Foreign text={titles.get(service) ?? service} />
          <span class="cell-hint">
            <Foreign text={account ?? own.unknownAccount} />
          </span>
        </>
      ),
    },
    {
      id: 'what',
      label: own.what,
      cell: ({ act, text, attachments }) => (
        <div class="posting-cell">
          <span class="quiet">{own.acts[act]}</span>{' '}
          {text === '' ? null : <Foreign text={shortText(text)} />}
          {attachments === 0 ? null : (
            <span class="quiet cell-hint">{own.attachments(attachments)}</span>
          )}
        </div>
      ),
    },
    { id: 'decision', label: own.decision, cell: (row) => <Decision row={row} words={words} /> },
    { id: 'review', label: own.review, cell: (row) => <Review row={row} words={words} /> },
    {
      id: 'open',
      label: words.operations,
      cell: ({ id, at, who }) => (
        <a
          class="button button-small"
          href={`/postings/${encodeURIComponent(id)}`}
          aria-label={visible(own.openName(personText(who) ?? words.work.audit.nobody, jst(at)))}
        >
          {own.open}
        </a>
      ),
    },
  ];
}

type Cell = { readonly row: PostingRow; readonly words: Words };

function Decision({ row: { fate, action, would, reason }, words }: Cell) {
  const { audit } = words.work;
  const isPlain = reason === 'posting-rules';
  return (
    <>
      <FateBadge fate={fate} />
      {fate === 'sent' && action === 'warn' ? (
        <span class="quiet cell-hint">{audit.passed}</span>
      ) : null}
      {isPlain ? null : <span class="cell-hint">{words.reasons[reason]}</span>}
      {would === null ? null : (
        <span class="quiet cell-hint">{audit.would(words.actions[would])}</span>
      )}
    </>
  );
}

function Review({ row: { review }, words }: Cell) {
  const own = words.content.postings;
  if (review.state === 'none') return <span class="quiet">{own.reviews.none}</span>;
  return (
    <>
      <ReviewBadge state={review.state} />
      {review.state === 'reviewed' ? (
        <span class="quiet cell-hint">
          <Foreign text={own.reviewedBy(review.by ?? '')} />
        </span>
      ) : (
        <span class="quiet cell-hint">{own.due(dayOf(review.due ?? ''))}</span>
      )}
    </>
  );
}
