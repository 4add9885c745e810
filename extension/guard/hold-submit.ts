/** trusted submit ─► its text asked about ─► submitted again, once, by the same button */
import { type FormField, formText } from './form-text.ts';
import type { Inquiry } from './inquiry.ts';

export function createSubmitHold(inquiry: Inquiry) {
  const held = new WeakSet<HTMLFormElement>();
  const goesOn = new WeakSet<HTMLFormElement>();

  async function ask(form: HTMLFormElement, submitter: HTMLElement | null, words: string) {
    held.add(form);
    const content = new Blob([words]);
    const places = await inquiry.ask([{ kind: 'text', name: '', content }]).catch(() => []);
    held.delete(form);
    if (places.length === 0) return;
    goesOn.add(form);
    // A field of the form may bear the method's own name. A button that is gone submits nothing.
    const by = submitter?.isConnected ? submitter : null;
    HTMLFormElement.prototype.requestSubmit.call(form, by);
    goesOn.delete(form);
  }

  return (event: Event): void => {
    const [form] = event.composedPath();
    if (!event.isTrusted || !isForm(form) || goesOn.delete(form)) return;
    if (held.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const submitter = (event as SubmitEvent).submitter;
    const method = submitter?.getAttribute('formmethod') ?? form.getAttribute('method') ?? '';
    if (method.toLowerCase() === 'dialog') return;
    const words = formText(fieldsOf(form), namedButton(submitter));
    if (words === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void ask(form, submitter, words);
  };
}

function isForm(place: EventTarget | undefined): place is HTMLFormElement {
  return (place as Partial<HTMLFormElement> | undefined)?.localName === 'form';
}

/** `elements` may be the name of a field. */
function fieldsOf(form: HTMLFormElement): FormField[] {
  const getter = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get;
  const elements = (getter?.call(form) ?? []) as Iterable<Element>;
  return [...elements].map((each) => {
    const { name, type, value, checked } = each as HTMLInputElement;
    const { selectedOptions } = each as HTMLSelectElement;
    const selected = selectedOptions && [...selectedOptions].map((option) => option.value);
    return {
      name,
      type,
      value: value ?? '',
      disabled: each.matches(':disabled'),
      checked,
      ...(selected && { selected }),
    };
  });
}

function namedButton(submitter: HTMLElement | null) {
  const { name, value, type } = (submitter ?? {}) as Partial<HTMLInputElement>;
  return name === undefined || type === 'image' ? null : { name, value: value ?? '' };
}
