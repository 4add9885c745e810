/** Terminals, initiators and reading alone, as the forms of an entry and of a list hold them, and back. */
export interface ScopeValues {
  terminals: readonly string[];
  /** One a line. */
  initiators: string;
  readOnly: boolean;
}

export interface ScopeKeys {
  terminals?: string[] | undefined;
  initiators?: string[] | undefined;
  readOnly?: true | undefined;
}

export function scopeOf(fields: ScopeKeys | null): ScopeValues {
  return {
    terminals: fields?.terminals ?? [],
    initiators: (fields?.initiators ?? []).join('\n'),
    readOnly: fields?.readOnly ?? false,
  };
}

/** Keys that the form left empty are absent. */
export function scopeFrom(values: ScopeValues): ScopeKeys {
  const initiators = values.initiators.split('\n').flatMap((line) => line.trim() || []);
  return {
    ...(values.terminals.length > 0 && { terminals: [...values.terminals] }),
    ...(initiators.length > 0 && { initiators: [...new Set(initiators)] }),
    ...(values.readOnly && { readOnly: true as const }),
  };
}
