import type { PostingRow } from '../../../shared/protocol/postings.ts';
import { personText } from '../text/person-text.ts';
import { shortText } from '../text/short-text.ts';
import { dayOf, jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import type { Words } from '../words/ja.ts';
import { Badge } from './badge.tsx';
import { ChangeBadges, CorrectionBadge } from './correction-badge.tsx';
import type { Column } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { FateBadge, ReviewBadge } from './review-badge.tsx';

/** One line for each posting: when, who, where, what, what it came to, and its review. */
export function postingColumns(words: Words): Column<PostingRow>[] {
  const own = words.content.postings;
  return [
    {
      id: 'at',
      label: own.at,
      heading: true,
      cell: ({ id, at, who }) => (
        <a
          href={`/postings/${encodeURIComponent(id)}`}
          aria-label={visible(own.openName(jst(at), personText(who) ?? words.work.audit.nobody))}
        >
          <Moment iso={at} to="minute" />
        </a>
      ),
    },
    {
      id: 'who',
      label: own.who,
      cell: ({ who }) => {
        const parts = [personText(who), who.unit].filter((part) => part !== null);
        return (
          <div class="named-cell">
            <Foreign text={parts.join(words.comma) || words.work.audit.nobody} />
          </div>
        );
      },
    },
    {
      id: 'where',
      label: own.where,
      cell: ({ title, account }) => (
        <div class="named-cell">
          <Foreign text={title} />
          <span class="cell-hint">
            <Foreign text={account ?? own.unknownAccount} />
          </span>
        </div>
      ),
    },
    {
      id: 'what',
      label: own.what,
      cell: ({ act, text, attachments, editedAt, deletedAt, goneAt }) => (
        <div class="content-cell">
          <span class="quiet">{own.acts[act]}</span>{' '}
          {text === '' ? null : <Foreign text={shortText(text)} />}
          {attachments === 0 ? null : (
            <span class="quiet cell-hint">{own.attachments(attachments)}</span>
          )}
          <div class="cell-hint">
            <ChangeBadges editedAt={editedAt} deletedAt={deletedAt} goneAt={goneAt} />
          </div>
        </div>
      ),
    },
    {
      id: 'decision',
      label: own.decisionReview,
      cell: (row) => (
        <>
          <Decision row={row} words={words} />
          <Review row={row} words={words} />
          {row.correction === null ? null : (
            <div class="cell-hint">
              <CorrectionBadge state={row.correction} />
            </div>
          )}
        </>
      ),
    },
  ];
}

type Cell = { readonly row: PostingRow; readonly words: Words };

function Decision({ row: { fate, action, would, reason, disaster }, words }: Cell) {
  const { audit } = words.work;
  const isPlain = reason === 'posting-rules';
  return (
    <>
      <FateBadge fate={fate} />
      {disaster === undefined ? null : (
        <>
          {' '}
          <Badge tone="caution">{words.disaster.posted}</Badge>
        </>
      )}
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
  if (review.state === 'none') return null;
  return (
    <div class="cell-hint">
      <ReviewBadge state={review.state} />{' '}
      <span class="quiet day">
        {review.state === 'reviewed' ? (
          <Foreign text={own.reviewedBy(review.by ?? '')} />
        ) : (
          own.due(dayOf(review.due ?? ''))
        )}
      </span>
    </div>
  );
}
