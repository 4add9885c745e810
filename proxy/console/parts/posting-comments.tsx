import { useEffect, useRef, useState } from 'preact/hooks';
import type { PostingDetail } from '../../../shared/protocol/postings.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { AreaField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { Moment } from './moment.tsx';
import { TypedText } from './typed-text.tsx';
import { useForm } from './use-form.ts';

/** What was said of a posting, oldest first, and the form to say more. */
export function PostingComments({ posting }: { readonly posting: PostingDetail }) {
  const words = useWords();
  const own = words.notes.comments;
  const [comments, setComments] = useState(posting.comments);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (comments !== posting.comments) heading.current?.focus();
  }, [comments]);
  const form = useForm({
    initial: { text: '' },
    check: ({ text }) => (text.trim() === '' ? { text: words.fieldRequired } : {}),
    submit: async ({ text }) => {
      const body = { text: text.trim() };
      const answer = await call('commentPosting', { id: posting.id, body });
      announce(own.done);
      form.set({ text: '' });
      setComments(answer.comments);
    },
  });
  return (
    <section aria-labelledby="comments">
      <h2 id="comments" tabIndex={-1} ref={heading}>
        {own.title}
      </h2>
      {comments.length === 0 ? <p>{own.none}</p> : null}
      <ol class="thread">
        {comments.map(({ number, at, by, text }) => (
          <li key={number}>
            <div class="quiet">
              <Foreign text={by} /> <Moment iso={at} />
            </div>
            <TypedText text={text} />
          </li>
        ))}
      </ol>
      {posting.mayReview ? (
        <form {...form.props} class="form" aria-label={own.label}>
          <FormProblem form={form} />
          <AreaField label={own.label} hint={own.hint} field={form.field('text')} maxLength={500} />
          <div class="button-row field-wide">
            <button type="submit" class="button" aria-disabled={form.busy}>
              {own.submit}
            </button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
