import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ownHalf } from '../text/own-half.ts';
import type { PastedLine } from '../text/pasted-lines.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { errorText } from './error-text.ts';
import { Foreign } from './foreign.tsx';
import { Notice } from './notice.tsx';

const shownAtMost = 200;

/** The result line by line: what is wrong stands first, with a field to mend it. */
export function PasteLines({
  lines,
  onChange,
  onRecheck,
}: {
  readonly lines: readonly PastedLine[];
  readonly onChange: (lines: readonly PastedLine[]) => void;
  readonly onRecheck: () => Promise<void>;
}) {
  const words = useWords();
  const own = words.policy.paste;
  const list = useRef<HTMLOListElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const bad = lines.filter(({ state }) => state === 'bad');
  const rest = lines.filter(({ state }) => state !== 'bad');
  const shown = [...bad, ...rest].slice(0, shownAtMost);
  const badLeft = Math.max(0, bad.length - shownAtMost);
  const goodLeft = lines.length - shown.length - badLeft;
  const change = (line: number, part: Partial<PastedLine>) =>
    onChange(lines.map((each) => (each.line === line ? { ...each, ...part } : each)));
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [round]);
  const recheck = async () => {
    setProblem(null);
    try {
      await onRecheck();
      setRound((before) => before + 1);
    } catch (error) {
      setProblem(errorText(error, words));
    }
  };
  return (
    <>
      <p role="status">
        {own.summary(
          lines.filter(({ state }) => state === 'good').length,
          bad.length,
          lines.filter(({ state }) => state === 'double').length,
        )}
      </p>
      <ol class="pasted" ref={list}>
        {shown.map((line) => (
          <Line key={line.line} line={line} change={(part) => change(line.line, part)} />
        ))}
      </ol>
      {badLeft > 0 ? <p>{own.moreBad(badLeft)}</p> : null}
      {goodLeft > 0 ? <p>{own.moreGood(goodLeft)}</p> : null}
      {problem === null ? null : (
        <Notice kind="error" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {bad.length > 0 ? (
        <button type="button" class="button" onClick={recheck}>
          {own.recheck}
        </button>
      ) : null}
    </>
  );
}

function Line({
  line,
  change,
}: {
  readonly line: PastedLine;
  readonly change: (part: Partial<PastedLine>) => void;
}) {
  const words = useWords();
  const own = words.policy.paste;
  const id = useId();
  if (line.state === 'bad') {
    return (
      <li class="pasted-line pasted-bad">
        <label for={id}>
          {words.policy.changes.line(line.line)}: {own.mend}
        </label>
        <input
          id={id}
          value={line.mended}
          spellcheck={false}
          aria-invalid="true"
          aria-describedby={`${id}-mend`}
          onInput={(event) => change({ mended: event.currentTarget.value })}
        />
        <p class="field-mend" id={`${id}-mend`}>
          {visible(ownHalf(line.problem ?? '', words.code))}
        </p>
      </li>
    );
  }
  return (
    <li class="pasted-line">
      <label class="choice">
        <input
          type="checkbox"
          checked={line.include}
          disabled={line.state === 'double'}
          onChange={(event) => change({ include: event.currentTarget.checked })}
          aria-label={`${own.include}: ${visible(line.match ?? '')}`}
        />
        <Foreign text={line.match ?? ''} code />
      </label>
      <p class="quiet">
        {words.policy.changes.line(line.line)}: <Foreign text={line.input} code />
      </p>
      {line.state === 'double' ? (
        <p>
          <Badge tone="plain">
            {own.already(visible(ownHalf(line.already ?? '', words.code)))}
          </Badge>
        </p>
      ) : null}
      {line.warning === null ? null : (
        <p class="caution">
          <Foreign text={ownHalf(line.warning, words.code)} />
        </p>
      )}
    </li>
  );
}
