interface Named {
  readonly id: string;
  readonly name: string;
}

/** `田中 (tanaka)` for a person, `SOMU-PC-01` for a terminal; what has no name keeps its id. */
export function namesOf(users: readonly Named[], terminals: readonly Named[]) {
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const machines = new Map(terminals.map(({ id, name }) => [id, name]));
  return {
    person(id: string | null): string | null {
      const name = id === null ? undefined : people.get(id);
      return name === undefined || name === id ? id : `${name} (${id})`;
    },
    terminal: (id: string): string => machines.get(id) ?? id,
    terminals: terminals.map(({ id, name }) => ({ id, name })),
  };
}
