/** A problem of a policy before its line is known. */
import type { Problem } from '../protocol/policy-change.ts';

export type Place = readonly (string | number)[];

export interface Finding {
  readonly severity: Problem['severity'];
  readonly at: Place;
  readonly message: string;
  readonly cure: string;
  /** A URL that shows it. */
  readonly witness?: string;
}

export function error(at: Place, message: string, cure: string): Finding {
  return { severity: 'error', at, message, cure };
}

export function warning(at: Place, message: string, cure: string): Finding {
  return { severity: 'warning', at, message, cure };
}

/** `destinations.lists[3].entries[0]` */
export function placeText(at: Place): string {
  return at
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
}
