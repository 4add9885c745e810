/** Fifty URLs at once: pasted, checked line by line, mended in place, added to the changes. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { addEntries } from '../changes/change-set.ts';
import { type EntryValues, entryFrom, valuesOf } from '../changes/entry-values.ts';
import { entryOf } from '../changes/overlay.ts';
import { edit } from '../changes/store.ts';
import { announce } from '../parts/announce.tsx';
import { RadioField } from '../parts/choices.tsx';
import { EntryCommonFields } from '../parts/entry-dialog.tsx';
import { AreaField } from '../parts/field.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { PasteLines } from '../parts/paste-lines.tsx';
import { useForm } from '../parts/use-form.ts';
import { useLoad } from '../parts/use-load.ts';
import { go } from '../place.ts';
import { suggestAsKinds } from '../text/kinds.ts';
import { type PastedLine, pastedLines, withMended } from '../text/pasted-lines.ts';
import { useWords } from '../words/language.tsx';

type As = (typeof suggestAsKinds)[number];

export function PastePage({ id }: { readonly id: string }) {
  const words = useWords();
  const lists = useLoad('lists', (signal) => call('lists', { signal }));
  const title = lists.data?.lists.find((list) => list.id === id)?.title ?? id;
  return (
    <Page title={words.policy.paste.title(title)}>
      <p>
        <a href={`/lists/${encodeURIComponent(id)}`}>
          <bdi>{title}</bdi>
        </a>
      </p>
      <Loading loaded={lists}>{(data) => <Paste id={id} data={data} />}</Loading>
    </Page>
  );
}

function Paste({ id, data }: { readonly id: string; readonly data: ConsoleAnswer<'lists'> }) {
  const words = useWords();
  const own = words.policy.paste;
  const [as, setAs] = useState<As>('host');
  const [lines, setLines] = useState<readonly PastedLine[] | null>(null);

  const convert = useForm({
    initial: { text: '' },
    check: ({ text }) => (text.trim() === '' ? { text: own.empty } : {}),
    submit: async ({ text }) => {
      const answer = await call('suggest', { body: { text, as } });
      setLines(pastedLines(answer.lines));
    },
  });
  const recheck = async () => {
    const bad = (lines ?? []).filter(({ state }) => state === 'bad');
    const answer = await call('suggest', {
      body: { text: bad.map(({ mended }) => mended.replace(/[\r\n]+/g, ' ')).join('\n'), as },
    });
    setLines((before) => withMended(before ?? [], answer.lines));
  };
  const wanted = (lines ?? []).filter((line) => line.state === 'good' && line.include);
  const bad = (lines ?? []).filter(({ state }) => state === 'bad').length;
  const common = useForm<EntryValues>({
    initial: valuesOf(null),
    submit: (values) => {
      const entries = wanted.map(({ match }) =>
        entryOf(entryFrom({ ...values, match: match ?? '' }, null)),
      );
      edit(data.revision, (before) => addEntries(before, id, entries));
      announce(words.policy.list.added(entries.length));
      go(`/lists/${encodeURIComponent(id)}`);
    },
  });
  return (
    <>
      <form {...convert.props} class="form">
        <FormProblem form={convert} />
        <AreaField label={own.text} field={convert.field('text')} required rows={8} />
        <RadioField
          legend={own.as}
          hint={own.asHint}
          options={suggestAsKinds.map((value) => ({ value, text: own.asKinds[value] }))}
          value={as}
          onChange={setAs}
        />
        <div class="field-wide">
          <button type="submit" class="button button-strong" disabled={convert.busy}>
            {own.convert}
          </button>
        </div>
      </form>
      {lines === null ? null : (
        <section aria-labelledby="pasted">
          <h2 id="pasted">{own.resultTitle}</h2>
          <PasteLines lines={lines} onChange={setLines} onRecheck={recheck} />
          {wanted.length === 0 ? (
            <p class="empty">{own.nothing}</p>
          ) : (
            <form {...common.props} class="form form-after">
              <h3 class="field-wide">{own.common}</h3>
              <EntryCommonFields form={common} choosable={data} />
              <div class="field-wide">
                {bad > 0 ? <p>{own.stillBad(bad)}</p> : null}
                <button type="submit" class="button button-strong">
                  {own.submit(wanted.length)}
                </button>
              </div>
            </form>
          )}
        </section>
      )}
    </>
  );
}
