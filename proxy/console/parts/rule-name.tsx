import { ruleWords } from '../text/rule-words.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';

/** What decided: a rule in words, an entry as the list has it. */
export function RuleName({ rule }: { readonly rule: string }) {
  return <>{ruleWords(useWords(), rule) ?? <Foreign text={rule} code />}</>;
}
