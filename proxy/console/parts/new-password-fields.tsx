/** A new password, typed twice. */
import { useWords } from '../words/language.tsx';
import { TextField } from './field.tsx';
import type { FieldHandle } from './use-form.ts';

export function NewPasswordFields({
  next,
  again,
}: {
  readonly next: FieldHandle;
  readonly again: FieldHandle;
}) {
  const own = useWords().password;
  const common = { required: true, type: 'password', autoComplete: 'new-password' } as const;
  return (
    <>
      <TextField label={own.next} hint={own.hint} field={next} {...common} />
      <TextField label={own.again} field={again} {...common} />
    </>
  );
}
