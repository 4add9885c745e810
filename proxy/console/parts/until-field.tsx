/** Until when what is approved may go: no longer than the latest moment. */
import { jst, utcFromJst } from '../text/time.ts';
import { TextField } from './field.tsx';
import type { FieldHandle } from './use-form.ts';

/** @param until as it was typed, @param latest ISO */
export function isWithin(until: string, latest: string): boolean {
  const iso = utcFromJst(until);
  return iso !== null && iso > new Date().toISOString() && iso <= latest;
}

export function UntilField({
  words,
  latest,
  field,
}: {
  readonly words: { readonly until: string; readonly untilHint: (latest: string) => string };
  readonly latest: string;
  readonly field: FieldHandle;
}) {
  return (
    <TextField
      label={words.until}
      hint={words.untilHint(jst(latest, 'minute'))}
      type="datetime-local"
      field={field}
      required
    />
  );
}
