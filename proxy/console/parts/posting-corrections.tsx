import { useEffect, useRef, useState } from 'preact/hooks';
import type { Correction } from '../../../shared/protocol/posting-notes.ts';
import type { PostingDetail } from '../../../shared/protocol/postings.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { CorrectionBadge } from './correction-badge.tsx';
import { Facts } from './facts.tsx';
import { AreaField, TextField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { Moment } from './moment.tsx';
import { TypedText } from './typed-text.tsx';
import { useForm } from './use-form.ts';

/** What was ordered to be corrected, its end, and the form to order it or to say that it is done. */
export function PostingCorrections({ posting }: { readonly posting: PostingDetail }) {
  const own = useWords().notes.correction;
  const [corrections, setCorrections] = useState(posting.corrections);
  const heading = useRef<HTMLHeadingElement>(null);
  // The form goes, and the focus with it: the heading takes it.
  useEffect(() => {
    if (corrections !== posting.corrections) heading.current?.focus();
  }, [corrections]);
  const last = corrections.at(-1);
  const waits = last !== undefined && last.state !== 'done';
  const canOrder = posting.mayReview && posting.fate === 'sent' && posting.act !== 'delete';
  if (corrections.length === 0 && !canOrder) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections" tabIndex={-1} ref={heading}>
        {own.title} {last === undefined ? null : <CorrectionBadge state={last.state} />}
      </h2>
      {corrections.length === 0 ? <p>{own.none}</p> : null}
      {corrections.map((each) => (
        <Order key={each.number} order={each} />
      ))}
      {!posting.mayReview ? null : waits ? (
        <EndForm id={posting.id} number={last.number} onDone={setCorrections} />
      ) : canOrder ? (
        <OrderForm key={corrections.length} id={posting.id} onDone={setCorrections} />
      ) : null}
    </section>
  );
}

function Order({ order }: { readonly order: Correction }) {
  const own = useWords().notes.correction;
  const { done } = order;
  return (
    <div class="item">
      <Facts
        facts={[
          [own.reason, <TypedText key="reason" text={order.reason} />],
          [own.due, order.due],
          [own.by, <Foreign key="by" text={order.by} />],
          [own.at, <Moment key="at" iso={order.at} />],
          [own.doneBy, done === null ? null : <Foreign key="done" text={done.by} />],
          [own.doneAt, done === null ? null : <Moment key="when" iso={done.at} />],
          [own.doneWord, done === null ? null : <TypedText key="word" text={done.word} />],
        ]}
      />
      {order.changed ? <p>{own.changed}</p> : null}
    </div>
  );
}

interface FormOptions {
  readonly id: string;
  readonly onDone: (corrections: Correction[]) => void;
}

function OrderForm({ id, onDone }: FormOptions) {
  const words = useWords();
  const own = words.notes.correction;
  const form = useForm({
    initial: { reason: '', due: '' },
    check: ({ reason, due }) => ({
      ...(reason.trim() === '' && { reason: words.fieldRequired }),
      ...(due === '' && { due: words.fieldRequired }),
    }),
    submit: async ({ reason, due }) => {
      const answer = await call('orderCorrection', { id, body: { reason: reason.trim(), due } });
      announce(own.ordered);
      onDone(answer.corrections);
    },
  });
  return (
    <details class="filter">
      <summary>{own.order}</summary>
      <form {...form.props} class="form" aria-label={own.order}>
        <p class="quiet field-wide">{own.orderHint}</p>
        <FormProblem form={form} />
        <AreaField
          label={own.reasonLabel}
          hint={own.reasonHint}
          field={form.field('reason')}
          required
          maxLength={500}
        />
        <TextField
          label={own.dueLabel}
          hint={own.dueHint}
          field={form.field('due')}
          type="date"
          required
        />
        <div class="button-row field-wide">
          <button type="submit" class="button" aria-disabled={form.busy}>
            {own.submit}
          </button>
        </div>
      </form>
    </details>
  );
}

function EndForm({ id, number, onDone }: FormOptions & { readonly number: number }) {
  const words = useWords();
  const own = words.notes.correction;
  const form = useForm({
    initial: { word: '' },
    check: ({ word }) => (word.trim() === '' ? { word: words.fieldRequired } : {}),
    submit: async ({ word }) => {
      const answer = await call('endCorrection', { id, body: { number, word: word.trim() } });
      announce(own.ended);
      onDone(answer.corrections);
    },
  });
  return (
    <details class="filter">
      <summary>{own.end}</summary>
      <form {...form.props} class="form" aria-label={own.end}>
        <p class="quiet field-wide">{own.endHint}</p>
        <FormProblem form={form} />
        <AreaField
          label={own.wordLabel}
          hint={own.wordHint}
          field={form.field('word')}
          required
          maxLength={500}
        />
        <div class="button-row field-wide">
          <button type="submit" class="button" aria-disabled={form.busy}>
            {own.endSubmit}
          </button>
        </div>
      </form>
    </details>
  );
}
