/**
 * The fields of a form → what they would send, as application/x-www-form-urlencoded, so that the
 * gateway knows the same content again. Passwords stay out.
 */
export interface FormField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly checked?: boolean;
  readonly selected?: readonly string[];
}

const typed: ReadonlySet<string> = new Set([
  'text',
  'search',
  'textarea',
  'email',
  'tel',
  'url',
  'number',
]);
const neverSent: ReadonlySet<string> = new Set([
  'password',
  'file',
  'submit',
  'image',
  'reset',
  'button',
  'fieldset',
  'output',
]);
/** Shorter texts hold nothing that is looked for. */
const shortest = 8;

/** null where nobody has typed anything worth a look. @param submitter its name and value go along */
export function formText(
  fields: readonly FormField[],
  submitter: { name: string; value: string } | null,
): string | null {
  const isWorth = fields.some(
    ({ type, value, disabled }) => !disabled && typed.has(type) && [...value].length >= shortest,
  );
  if (!isWorth) return null;
  const sent = new URLSearchParams();
  for (const { name, type, value, disabled, checked, selected } of fields) {
    if (disabled || neverSent.has(type)) continue;
    if ((type === 'checkbox' || type === 'radio') && !checked) continue;
    // What has no name does not leave by the form; a script may take it all the same.
    if (name === '' && !typed.has(type)) continue;
    for (const each of selected ?? [value]) sent.append(name, withBreaks(each));
  }
  if (submitter !== null && submitter.name !== '') sent.append(submitter.name, submitter.value);
  return sent.toString();
}

/** Line ends as forms send them. */
function withBreaks(value: string): string {
  return value.replace(/\r\n|\r|\n/g, '\r\n');
}
