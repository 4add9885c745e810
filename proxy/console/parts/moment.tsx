import { jst } from '../text/time.ts';

/** A time in JST, with its UTC in the title. */
export function Moment({
  iso,
  to = 'second',
}: {
  readonly iso: string;
  readonly to?: 'second' | 'minute';
}) {
  return (
    <time dateTime={iso} title={`${iso} (UTC)`}>
      {jst(iso, to)}
    </time>
  );
}
