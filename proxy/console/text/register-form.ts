/** A field of the register → what its form shows, and back to the value that the hub takes. */
import type { RegisteredService, RegisterField } from '../../../shared/protocol/register.ts';

type Rule = RegisteredService['rule'];

export interface PersonRow {
  user: string;
  from: string;
  until: string;
}
export interface TopicRow {
  name: string;
  examples: string;
}

/** Every kind of field at once: a form shows those of its own. */
export interface RegisterValues {
  text: string;
  lines: string;
  people: readonly PersonRow[];
  topics: readonly TopicRow[];
  picked: readonly string[];
  state: string;
  date: string;
  from: string;
  until: string;
  choice: string;
}

const nothing: RegisterValues = {
  text: '',
  lines: '',
  people: [],
  topics: [],
  picked: [],
  state: 'unknown',
  date: '',
  from: '',
  until: '',
  choice: '',
};

/** @param account as the rule names it, for fields of an account */
export function toForm(
  { rule, effective }: Pick<RegisteredService, 'rule' | 'effective'>,
  field: RegisterField,
  account: string | null,
): RegisterValues {
  const of = rule.accounts.find(({ name }) => name === account);
  switch (field) {
    case 'purpose':
    case 'responsible':
      return { ...nothing, text: rule[field] ?? '' };
    case 'address':
    case 'official':
      return { ...nothing, text: of?.[field] ?? '' };
    case 'notAllowed':
      return { ...nothing, lines: (rule.notAllowed ?? []).join('\n') };
    case 'topics':
      return { ...nothing, topics: (rule.topics ?? []).map(topicRow) };
    case 'deputies':
      return { ...nothing, people: (rule.deputies ?? []).map(personRow) };
    case 'posters':
      return { ...nothing, people: (of?.posters ?? []).map(personRow) };
    case 'opened':
      return { ...nothing, picked: rule.opened ?? [] };
    case 'topicMissing':
    case 'outsideHours':
    case 'pictureMetadata':
      return { ...nothing, state: effective[field] };
    case 'twoFactor':
      return {
        ...nothing,
        state: of?.twoFactor?.state ?? 'unknown',
        date: of?.twoFactor?.checked ?? '',
      };
    case 'suspended': {
      const { from = '', until = '', reason = '' } = of?.suspended ?? {};
      return { ...nothing, from, until, text: reason };
    }
    case 'terms':
      return { ...nothing, text: rule.terms?.url ?? '', date: rule.terms?.checked ?? '' };
    case 'hours': {
      const { days = [], from = '', to = '', holidays = '' } = rule.hours ?? {};
      return { ...nothing, picked: days, from, until: to, choice: holidays };
    }
    default:
      return field satisfies never;
  }
}

/** null takes the field out of the policy. */
export function fromForm(field: RegisterField, values: RegisterValues, rule: Rule): unknown {
  const text = values.text.trim();
  const { from, until, date } = values;
  switch (field) {
    case 'purpose':
    case 'responsible':
    case 'address':
    case 'official':
      return text === '' ? null : text;
    case 'notAllowed':
      return orNull(linesOf(values.lines));
    case 'topics':
      return orNull(
        values.topics
          .filter(({ name }) => name.trim() !== '')
          .map(({ name, examples }) => {
            const lines = linesOf(examples);
            return lines.length === 0 ? name.trim() : { name: name.trim(), examples: lines };
          }),
      );
    case 'deputies':
    case 'posters':
      return orNull(
        values.people
          .filter(({ user }) => user.trim() !== '')
          .map(({ user, from, until }) => {
            const term = { ...(from !== '' && { from }), ...(until !== '' && { until }) };
            return from === '' && until === '' ? user.trim() : { user: user.trim(), ...term };
          }),
      );
    case 'opened':
      return orNull([...values.picked]);
    case 'topicMissing':
    case 'outsideHours':
    case 'pictureMetadata':
      return values.state;
    case 'twoFactor':
      return { state: values.state, ...(date !== '' && { checked: date }) };
    case 'suspended':
      if (text === '') return null;
      return { ...(from !== '' && { from }), ...(until !== '' && { until }), reason: text };
    case 'terms': {
      if (text === '') return null;
      // Another address: what was noted of the one before says nothing of it.
      const { hash, by } = rule.terms?.url === text ? rule.terms : {};
      return {
        url: text,
        ...(hash !== undefined && { hash }),
        ...(date !== '' && { checked: date }),
        ...(by !== undefined && { by }),
      };
    }
    case 'hours': {
      const hours = {
        ...(values.picked.length > 0 && { days: [...values.picked] }),
        ...(from !== '' && { from }),
        ...(until !== '' && { to: until }),
        ...(values.choice !== '' && { holidays: values.choice }),
      };
      return Object.keys(hours).length === 0 ? null : hours;
    }
    default:
      return field satisfies never;
  }
}

function orNull(list: readonly unknown[]): readonly unknown[] | null {
  return list.length === 0 ? null : list;
}

function personRow(each: Rule['accounts'][number]['posters'][number]): PersonRow {
  if (typeof each === 'string') return { user: each, from: '', until: '' };
  return { user: each.user, from: each.from ?? '', until: each.until ?? '' };
}

function topicRow(each: NonNullable<Rule['topics']>[number]): TopicRow {
  if (typeof each === 'string') return { name: each, examples: '' };
  return { name: each.name, examples: (each.examples ?? []).join('\n') };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
