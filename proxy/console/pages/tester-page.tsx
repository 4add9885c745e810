/** What happens to a URL, and why. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { useChanges } from '../changes/store.ts';
import type { PolicyTestInput } from '../changes/test-changes.ts';
import { maySee } from '../navigation.ts';
import { ExampleSection } from '../parts/example-section.tsx';
import { Explanation } from '../parts/explanation.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { RecogniseSection } from '../parts/recognise-section.tsx';
import { type Mends, useForm } from '../parts/use-form.ts';
import { useLoad } from '../parts/use-load.ts';
import { WithChanges } from '../parts/with-changes.tsx';
import { usePlace } from '../place.ts';
import { useSession } from '../session.tsx';
import { utcFromJst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

type Lists = Pick<ConsoleAnswer<'lists'>, 'units' | 'users'>;
interface Values {
  url: string;
  user: string;
  unit: string;
  terminal: string;
  method: string;
  initiator: string;
  at: string;
}

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export function TesterPage() {
  const words = useWords();
  const { role } = useSession().account;
  const readsPolicy = maySee(role, 'lists');
  const lists = useLoad(role, async (signal): Promise<Lists> => {
    return readsPolicy ? await call('lists', { signal }) : { units: [], users: [] };
  });
  return (
    <Page title={words.pages.tester}>
      <p>{words.policy.tester.intro}</p>
      <Loading loaded={lists}>{(data) => <Tester lists={data} wide={readsPolicy} />}</Loading>
    </Page>
  );
}

function Tester({ lists, wide }: { readonly lists: Lists; readonly wide: boolean }) {
  const words = useWords();
  const own = words.policy.tester;
  const set = useChanges();
  const given = usePlace().query;
  const [withChanges, setWithChanges] = useState(true);
  const [result, setResult] = useState<ConsoleAnswer<'test'> | null>(null);
  const [asked, setAsked] = useState<PolicyTestInput | null>(null);
  const form = useForm<Values>({
    initial: {
      url: given.get('url') ?? '',
      user: '',
      unit: '',
      terminal: '',
      method: 'GET',
      initiator: '',
      at: '',
    },
    check: (values): Mends<Values> => ({
      ...(values.url.trim() === '' && { url: words.fieldRequired }),
      ...(values.at !== '' && utcFromJst(values.at) === null && { at: own.atWrong }),
    }),
    submit: async (values) => {
      const changes = withChanges && set.changes.length > 0 ? { changes: [...set.changes] } : {};
      const question = {
        url: values.url.trim(),
        user: values.user || null,
        unit: values.unit || null,
        terminal: values.terminal.trim() || null,
        method: values.method,
        initiator: values.initiator.trim() || null,
        at: utcFromJst(values.at),
      };
      const found = await call('test', { body: { ...question, ...changes } });
      setResult(found);
      setAsked({ ...question, expect: found.would ?? found.action });
    },
  });
  return (
    <>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <TextField
          label={own.url}
          hint={own.urlHint}
          field={form.field('url')}
          required
          wide
          inputMode="url"
          maxLength={8192}
        />
        {wide ? (
          <>
            <SelectField
              label={own.user}
              field={form.field('user')}
              options={[
                ['', own.anyUser],
                ...lists.users.map(({ id, name }) => [id, `${visible(name)} (${id})`] as const),
              ]}
            />
            <SelectField
              label={own.unit}
              field={form.field('unit')}
              options={[
                ['', own.anyUnit],
                ...lists.units.map((unit) => [unit, visible(unit)] as const),
              ]}
            />
            <TextField
              label={own.terminal}
              hint={own.terminalHint}
              field={form.field('terminal')}
              maxLength={200}
            />
          </>
        ) : null}
        <SelectField
          label={own.method}
          field={form.field('method')}
          options={methods.map((method) => [method, method] as const)}
        />
        <TextField
          label={own.initiator}
          hint={own.initiatorHint}
          field={form.field('initiator')}
          inputMode="url"
          maxLength={8192}
        />
        <TextField
          label={own.at}
          hint={own.atHint}
          field={form.field('at')}
          type="datetime-local"
        />
        <WithChanges checked={withChanges} onChange={setWithChanges} />
        <div class="field-wide">
          <button type="submit" class="button button-strong" aria-disabled={form.busy}>
            {own.submit}
          </button>
        </div>
      </form>
      <div role="status">{result === null ? null : <Explanation result={result} />}</div>
      {wide ? <ExampleSection asked={asked} /> : null}
      {wide ? <RecogniseSection /> : null}
    </>
  );
}
