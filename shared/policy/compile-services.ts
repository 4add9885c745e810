/**
 * The register of services → entries that allow its hosts: for its units, until its review, and as
 * far as its functions go. They stand before the lists: of two that tie, the register counts.
 */
import { type CompiledEntry, compileLists, type ListSource, plainEntry } from './compile-lists.ts';
import { endOf } from './japan-time.ts';
import { compileScope } from './scope.ts';
import {
  type RegisteredService,
  type ServiceFunction,
  serviceFunctions,
} from './services-schema.ts';

/** What a registered service opens of its hosts. */
export interface ServiceLimits {
  /** null: everything. */
  readonly functions: ReadonlySet<ServiceFunction> | null;
  /** Epoch ms: from then on it is closed until somebody has reviewed it. */
  readonly reviewBy: number;
}

/** Rules are named `services/<id>`; a list of this id would be taken for it. */
export const servicesPlace = 'services';

export type ServiceSource = Pick<
  RegisteredService,
  'id' | 'title' | 'hosts' | 'functions' | 'units' | 'reviewBy'
> & { readonly responsible?: string };

export function* compileEntries(
  services: readonly ServiceSource[],
  lists: readonly ListSource[],
): Generator<CompiledEntry> {
  yield* compileServices(services);
  yield* compileLists(lists);
}

/** @throws Error on hosts that checkPolicy refuses */
export function* compileServices(services: readonly ServiceSource[]): Generator<CompiledEntry> {
  for (const { id, title, hosts, functions, units, reviewBy, responsible = null } of services) {
    const service: ServiceLimits = {
      functions: functions.length < serviceFunctions.length ? new Set(functions) : null,
      reviewBy: reviewBy === undefined ? Number.POSITIVE_INFINITY : endOf(reviewBy),
    };
    const scope = compileScope({ units });
    for (const host of hosts) {
      yield {
        ...plainEntry(host, 'allow', servicesPlace),
        rule: `${servicesPlace}/${id}`,
        clause: '8-3',
        scopes: scope === null ? [] : [scope],
        owner: responsible,
        reason: title,
        service,
      };
    }
  }
}
