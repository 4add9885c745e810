import { type DecisionSummary, isToBeShown } from '../../shared/protocol/link.ts';
import { type TextKey, text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { shownMoment } from './moment.ts';
import { visibleText } from './visible-text.ts';

const actionWords: Readonly<Record<DecisionSummary['action'], TextKey>> = {
  allow: 'action_allow',
  warn: 'action_warn',
  block: 'action_block',
};

export function Decisions({ decisions }: { decisions: readonly DecisionSummary[] }) {
  if (decisions.length === 0) return <p>{text('popup_no_decisions')}</p>;
  return (
    <ul class="decisions">
      {decisions.slice(0, 10).map((decision) => (
        <li key={decision.id}>
          <span class={`mark ${decision.action}`}>{text(wordFor(decision))}</span>
          <span class="hostile">
            <bdi>{visibleText(decision.host)}</bdi>
          </span>
          <time class="hint" dateTime={decision.at}>
            {shownMoment(decision.at)}
          </time>
          {isToBeShown(decision) && (
            <button
              type="button"
              class="quiet"
              aria-label={`${text('popup_detail')} ${decision.host}`}
              onClick={() => void askBackground('show-decision', { id: decision.id })}
            >
              {text('popup_detail')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** In mode `observe`, what would have been stopped is said; of a warning, whether the person went on. */
function wordFor(decision: DecisionSummary): TextKey {
  if (decision.failure !== undefined) return 'action_failed';
  if (decision.would) return 'action_observed';
  return decision.acknowledged ? 'action_went_on' : actionWords[decision.action];
}
