import type { Signature } from '../../../shared/protocol/proposals.ts';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { TypedText } from './typed-text.tsx';

/** Why a proposal ended: what somebody wrote, or what the hub says in both languages. */
export function ClosedWord({ closed: { by, word } }: { readonly closed: Signature }) {
  const { code, none } = useWords();
  if (word === null) return <span class="quiet">{none}</span>;
  return <TypedText text={by === 'hub' ? ownHalf(word, code) : word} />;
}
