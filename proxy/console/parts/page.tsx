import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { moveCount } from '../place.ts';
import { useWords } from '../words/language.tsx';

/** One page: its heading takes the focus after a move, so that keyboard and reader start there. */
export function Page({
  title,
  aside,
  children,
}: {
  readonly title: string;
  /** Buttons beside the heading. */
  readonly aside?: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moveCount() > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} | ${words.product}`;
  }, [title, words]);
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {aside === undefined ? null : <div class="page-aside">{aside}</div>}
      </div>
      {children}
    </>
  );
}
