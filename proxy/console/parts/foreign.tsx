import { visible } from '../text/visible.ts';

/** Text that somebody else wrote: never a link, never mixed with ours in direction. */
export function Foreign({
  text,
  code = false,
}: {
  readonly text: string;
  readonly code?: boolean;
}) {
  return <bdi class={code ? 'foreign code' : 'foreign'}>{visible(text)}</bdi>;
}
