/**
 * A form that keeps what was typed: checks here, then the hub's answer; each sentence on what to
 * mend goes to its field, and the focus to the first wrong one.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api-error.ts';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { errorText } from './error-text.ts';

export type Mends<V> = Partial<Record<keyof V & string, string>>;

export interface FieldHandle {
  readonly name: string;
  readonly value: string;
  readonly mend: string | undefined;
  set(value: string): void;
}

export interface Form<V> {
  readonly values: V;
  readonly busy: boolean;
  /** What went wrong with the form as a whole. */
  readonly problem: string | null;
  readonly error: unknown;
  set(values: Partial<V>): void;
  field(name: TextKeys<V>): FieldHandle;
  mendOf(name: keyof V & string): string | undefined;
  readonly props: {
    ref: { current: HTMLFormElement | null };
    noValidate: true;
    onSubmit(event: Event): void;
  };
}

type TextKeys<V> = { [K in keyof V & string]: V[K] extends string ? K : never }[keyof V & string];

export function useForm<V extends object>(options: {
  readonly initial: V;
  readonly check?: (values: V) => Mends<V>;
  readonly submit: (values: V) => Promise<void> | void;
}): Form<V> {
  const words = useWords();
  const element = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(options.initial);
  const [mends, setMends] = useState<Mends<V>>({});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);

  useEffect(() => {
    if (failures === 0) return;
    const form = element.current;
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? form?.querySelector<HTMLElement>('[data-form-problem]'))?.focus();
  }, [failures]);

  const fail = (found: Mends<V>, cause: unknown) => {
    setMends(found);
    setError(cause);
    setFailures((before) => before + 1);
  };
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const found = options.check?.(values) ?? {};
    if (Object.values(found).some((mend) => mend !== undefined)) return fail(found, null);
    setMends({});
    setError(null);
    setBusy(true);
    try {
      await options.submit(values);
    } catch (cause) {
      fail(cause instanceof ApiError ? mendsFrom(cause, words.code) : {}, cause);
    } finally {
      setBusy(false);
    }
  };
  const hasMends = Object.values(mends).some((mend) => mend !== undefined);
  const problem = error !== null ? errorText(error, words) : hasMends ? words.mendFields : null;
  return {
    values,
    busy,
    problem,
    error,
    set: (some) => setValues((before) => ({ ...before, ...some })),
    field: (name) => ({
      name,
      value: String(values[name]),
      mend: mends[name],
      set: (value) => setValues((before) => ({ ...before, [name]: value })),
    }),
    mendOf: (name) => mends[name],
    props: { ref: element, noValidate: true, onSubmit },
  };
}

function mendsFrom<V>(error: ApiError, language: 'ja' | 'en'): Mends<V> {
  const mends = Object.entries(error.fields).map(([name, text]) => [name, ownHalf(text, language)]);
  return Object.fromEntries(mends) as Mends<V>;
}
