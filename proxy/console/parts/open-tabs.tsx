/** What is open and what is over, one at a time: which one the address says. */
import { usePlace } from '../place.ts';

/** Whether the address asks for what is over. @param over the word for it: `?show=decided` */
export const useIsOver = (over: string): boolean => usePlace().query.get('show') === over;

export function OpenTabs<Over extends string>({
  path,
  over,
  words,
}: {
  readonly path: string;
  readonly over: Over;
  readonly words: Readonly<Record<'show' | 'open' | Over, string>>;
}) {
  const isOver = useIsOver(over);
  return (
    <nav class="tabs" aria-label={words.show}>
      <a href={path} aria-current={isOver ? undefined : 'true'}>
        {words.open}
      </a>
      <a href={`${path}?show=${over}`} aria-current={isOver ? 'true' : undefined}>
        {words[over]}
      </a>
    </nav>
  );
}
