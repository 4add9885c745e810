import type { Explained } from '../../../shared/protocol/explained.ts';
import { maySee } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { ActionBadge, Badge } from './badge.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Notice } from './notice.tsx';
import { RuleName } from './rule-name.tsx';

/** A decision with its reasons: who decides, and every entry that matched with why it lost. */
export function Explanation({
  result,
  id = 'result',
  title,
}: {
  readonly result: Explained;
  /** Of the heading: where several stand on a page each needs its own. */
  readonly id?: string;
  readonly title?: string;
}) {
  const words = useWords();
  const own = words.policy.tester;
  const Heading = title === undefined ? 'h2' : 'h3';
  const foreign = (text: string | null, code = false) =>
    text === null || text === '' ? null : <Foreign text={text} code={code} />;
  return (
    <section aria-labelledby={id} class="result">
      <Heading id={id}>{title ?? own.result}</Heading>
      <p class="result-url">
        <Foreign text={result.url} code />
      </p>
      {result.would === undefined ? null : (
        <Notice kind="info">
          <p>{own.would(words.actions[result.would])}</p>
        </Notice>
      )}
      <Facts
        facts={[
          [own.decision, <ActionBadge key="action" action={result.action} />],
          [own.why, words.reasons[result.reason]],
          [own.rule, result.rule === null ? null : <RuleName key="rule" rule={result.rule} />],
          [own.list, result.list === null ? null : <ListName key="list" id={result.list} />],
          [own.owner, foreign(result.owner)],
          [own.listReason, foreign(result.listReason)],
          [own.clause, foreign(result.clause)],
          [own.host, foreign(result.host, true)],
          [own.revisionUsed, result.revision],
        ]}
      />
      {result.shortener ? (
        <Notice kind="info">
          <p>{own.shortener}</p>
        </Notice>
      ) : null}
      <Matched result={result} />
      <Copies result={result} />
    </section>
  );
}

function ListName({ id }: { readonly id: string }) {
  const { role } = useSession().account;
  if (!maySee(role, 'lists')) return <Foreign text={id} />;
  return (
    <a href={`/lists/${encodeURIComponent(id)}`}>
      <Foreign text={id} />
    </a>
  );
}

/** Whoever may not read the policy is told the decision alone: then there is no list to show. */
function Matched({ result }: { readonly result: Explained }) {
  const words = useWords();
  const own = words.policy.tester;
  if (result.matched.length === 0 && result.reason !== 'default') return null;
  return (
    <>
      <h3>{own.matched}</h3>
      {result.matched.length === 0 ? (
        <p class="empty">{own.noMatch}</p>
      ) : (
        <MatchedList
          matched={result.matched}
          winner={result.reason === 'embedded-copy' ? own.outerWinner : own.winner}
        />
      )}
    </>
  );
}

function MatchedList({
  matched,
  winner,
}: Pick<Explained, 'matched'> & { readonly winner: string }) {
  const own = useWords().policy.tester;
  return (
    <ol class="matched">
      {matched.map((each) => (
        <li key={each.rule}>
          <ActionBadge action={each.action} /> <Foreign text={each.rule} code />{' '}
          {each.lostBy === null ? (
            <Badge tone="info">{winner}</Badge>
          ) : (
            <span class="quiet">
              {own.lostBy}: {stepText(each.lostBy, own.steps)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Each page that the address shows a copy of, and what is said of it. */
function Copies({ result }: { readonly result: Explained }) {
  const words = useWords();
  const own = words.policy.tester;
  if (result.copies.length === 0) return null;
  const deciding = result.copies.find(
    ({ action, rule }) =>
      result.reason === 'embedded-copy' &&
      action === (result.would ?? result.action) &&
      rule === result.rule,
  );
  return (
    <>
      <h3>{own.copies}</h3>
      <ol class="matched">
        {result.copies.map((copy) => (
          <li key={copy.url}>
            <ActionBadge action={copy.action} />{' '}
            {copy.url === null ? own.unknownOriginal : <Foreign text={copy.url} code />}{' '}
            {copy === deciding ? <Badge tone="info">{own.deciding}</Badge> : null}
            <p class="quiet">{words.reasons[copy.reason]}</p>
            {copy.matched.length === 0 ? null : (
              <MatchedList matched={copy.matched} winner={own.winner} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** A step of the precedence in words; what is not known is shown as it came. */
function stepText(step: string, steps: Readonly<Record<string, string>>): string {
  return Object.hasOwn(steps, step) ? (steps[step] ?? step) : visible(step);
}
