import { Notice } from './notice.tsx';
import type { Form } from './use-form.ts';

/** What went wrong with a form as a whole; takes the focus where no field is wrong. */
export function FormProblem<V>({ form }: { readonly form: Form<V> }) {
  if (form.problem === null) return null;
  return (
    <div tabIndex={-1} data-form-problem>
      <Notice kind="error" alert>
        <p>{form.problem}</p>
      </Notice>
    </div>
  );
}
