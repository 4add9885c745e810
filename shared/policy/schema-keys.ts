/** Which keys a place of the schema knows: for suggestions, and for whatever lists them. */
import type { z } from 'zod';
import type { Place } from './finding.ts';

/** The little of zod's definitions that is walked here. */
interface Definition {
  readonly type: string;
  readonly shape?: Record<string, { def: Definition }>;
  readonly element?: { def: Definition };
  readonly innerType?: { def: Definition };
  readonly valueType?: { def: Definition };
  readonly options?: readonly { def: Definition }[];
}

export function keysAt(schema: z.ZodType, at: Place): string[] {
  let definitions = unwrap(schema.def as unknown as Definition);
  for (const step of at) {
    definitions = definitions.flatMap((each) => {
      const next = typeof step === 'number' ? each.element : (each.shape?.[step] ?? each.valueType);
      return next === undefined ? [] : unwrap(next.def);
    });
  }
  return definitions.flatMap(({ shape }) => Object.keys(shape ?? {}));
}

function unwrap(definition: Definition): Definition[] {
  if (definition.innerType !== undefined) return unwrap(definition.innerType.def);
  if (definition.options !== undefined) {
    return definition.options.flatMap((option) => unwrap(option.def));
  }
  return [definition];
}
