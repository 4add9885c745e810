import type { ComponentChildren } from 'preact';
import type { Action } from '../../../shared/policy/decision.ts';
import { useWords } from '../words/language.tsx';

export type Tone = 'good' | 'caution' | 'bad' | 'plain' | 'info';

/** A short state: words carry it, colour only helps. */
export function Badge({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: ComponentChildren;
}) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

const tones: Record<Action, Tone> = { allow: 'good', warn: 'caution', block: 'bad' };
/** A badge in a narrow cell may break between words, never behind its mark. */
const noBreak = '\u00a0';
const marks: Record<Action, string> = { allow: '○', warn: '△', block: '×' };

export function ActionBadge({ action }: { readonly action: Action }) {
  const words = useWords();
  return (
    <Badge tone={tones[action]}>
      <span aria-hidden="true">
        {marks[action]}
        {noBreak}
      </span>
      {words.actions[action]}
    </Badge>
  );
}
