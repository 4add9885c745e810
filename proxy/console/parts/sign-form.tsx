import { useRef } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { AreaField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

/** Signs exactly what is shown, or returns it with a word. */
export function SignForm({
  seen: { proposal, content, may },
  onDone,
}: {
  readonly seen: ConsoleAnswer<'proposal'>;
  readonly onDone: () => void;
}) {
  const words = useWords();
  const own = words.signing;
  const act = useRef<'sign' | 'return'>('sign');
  const id = String(proposal.number);
  const form = useForm({
    initial: { word: '' },
    check: ({ word }) =>
      act.current === 'return' && word.trim() === '' ? { word: own.wordMissing } : {},
    submit: async (values) => {
      const word = values.word.trim();
      if (act.current === 'return') {
        await call('returnProposal', { id, body: { word } });
        announce(own.givenBack(proposal.number));
      } else {
        const body = { content, word: word === '' ? null : word };
        const { proposal: after } = await call('signProposal', { id, body });
        const { revision } = after;
        announce(revision === null ? own.signed(after.number) : own.signedAndPublished(revision));
      }
      onDone();
    },
  });
  const press = (what: 'sign' | 'return') => () => {
    act.current = what;
  };
  return (
    <form {...form.props} class="form">
      <FormProblem form={form} />
      <AreaField label={own.word} hint={own.wordHint} field={form.field('word')} maxLength={500} />
      {may.sign ? <p class="field-wide quiet">{own.signHint}</p> : null}
      <div class="button-row field-wide">
        {may.sign ? (
          <button
            type="submit"
            class="button button-strong"
            aria-disabled={form.busy}
            onClick={press('sign')}
          >
            {own.sign}
          </button>
        ) : null}
        <button
          type="submit"
          class="button button-danger"
          aria-disabled={form.busy}
          onClick={press('return')}
        >
          {own.giveBack}
        </button>
      </div>
    </form>
  );
}
