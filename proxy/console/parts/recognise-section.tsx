/** Below the tester: a request pasted from a browser's tools, and what it would post. */
import { useState } from 'preact/hooks';
import type { TriedRequest } from '../../../shared/protocol/recognise.ts';
import { call } from '../api.ts';
import { useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';
import { Facts } from './facts.tsx';
import { AreaField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { Attachments, PostingText } from './posting-text.tsx';
import { type Mends, useForm } from './use-form.ts';
import { WithChanges } from './with-changes.tsx';

interface Values {
  request: string;
}

export function RecogniseSection() {
  const words = useWords();
  const own = words.recognise;
  const set = useChanges();
  const [withChanges, setWithChanges] = useState(true);
  const [result, setResult] = useState<TriedRequest | null>(null);
  const form = useForm<Values>({
    initial: { request: '' },
    check: ({ request }): Mends<Values> =>
      request.trim() === '' ? { request: words.fieldRequired } : {},
    submit: async ({ request }) => {
      setResult(null);
      const changes = withChanges && set.changes.length > 0 ? { changes: [...set.changes] } : {};
      setResult(await call('recognise', { body: { request, ...changes } }));
    },
  });
  return (
    <section aria-labelledby="recognise">
      <h2 id="recognise">{own.title}</h2>
      <p>{own.intro}</p>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <AreaField
          label={own.request}
          hint={own.requestHint}
          field={form.field('request')}
          required
          rows={8}
          maxLength={2_000_000}
        />
        <WithChanges checked={withChanges} onChange={setWithChanges} />
        <div class="field-wide">
          <button type="submit" class="button button-strong" aria-disabled={form.busy}>
            {own.submit}
          </button>
        </div>
      </form>
      <div role="status">{result === null ? null : <Tried result={result} />}</div>
    </section>
  );
}

function Tried({ result }: { readonly result: TriedRequest }) {
  const words = useWords();
  const own = words.recognise;
  const { service, by, operation, postings, method, url } = result;
  return (
    <>
      <h3>{own.result}</h3>
      <Facts
        facts={[
          [own.url, <Foreign key="url" text={`${method} ${url}`} code />],
          [
            own.service,
            service === null ? (
              own.noService
            ) : (
              <>
                <Foreign text={service.title} />{' '}
                <span class="quiet">
                  <Foreign text={service.id} code />
                </span>
                {by === 'shape' ? ` ${own.byShape}` : null}
              </>
            ),
          ],
          [own.operation, operation === null ? null : <Foreign key="op" text={operation} code />],
        ]}
      />
      {service !== null && postings.length === 0 ? <p>{own.harmless}</p> : null}
      {postings.map((posting, index) => (
        <section
          key={`${index} ${posting.act}`}
          aria-label={own.posting(index + 1, postings.length)}
        >
          <h4>{own.posting(index + 1, postings.length)}</h4>
          <Facts
            facts={[
              [words.content.postings.act, words.content.postings.acts[posting.act]],
              [
                words.content.postings.account,
                posting.account === null ? (
                  words.content.postings.unknownAccount
                ) : (
                  <Foreign key="account" text={posting.account} />
                ),
              ],
            ]}
          />
          <PostingText text={posting.text} />
          {posting.attachments.length === 0 ? null : (
            <Attachments
              attached={posting.attachments.map(({ name, reference, type, bytes }) => ({
                name: name ?? reference,
                type,
                bytes,
              }))}
            />
          )}
        </section>
      ))}
    </>
  );
}
