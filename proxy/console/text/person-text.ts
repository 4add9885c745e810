/** `田中 (tanaka)`; the id alone where no name is known; null where nobody is. */
export function personText({
  user,
  name,
}: {
  readonly user: string | null;
  readonly name: string | null;
}): string | null {
  return name === null || name === user ? user : `${name} (${user})`;
}
