import type { DecisionSummary } from '../../shared/protocol/link.ts';
import { findingText, whyText } from '../guard/finding-text.ts';
import { itemName } from '../guard/item-name.ts';
import { text } from '../platform/text.ts';
import { visibleText } from './visible-text.ts';

const shownAtMost = 20;

/** What was found in what a page sent, item by item; of a posting, where it was going. */
export function ContentView({ decision }: { decision: DecisionSummary }) {
  const { upload, postings = [] } = decision;
  return (
    <>
      {(upload?.items ?? []).slice(0, shownAtMost).map((item) => {
        const why = whyText(item);
        return (
          <div key={item.digest}>
            <p class="strong hostile">
              <bdi>{itemName(item)}</bdi>
            </p>
            {why && <p>{why}</p>}
            <ul>
              {item.findings.slice(0, shownAtMost).map((finding) => {
                const { what, where, masked } = findingText(finding);
                return (
                  <li key={`${what} ${where} ${masked}`}>
                    {what}
                    {where && <bdi>{text('found_where', where)}</bdi>}{' '}
                    {masked && <code>{masked}</code>}
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
      {upload?.level && <p class="hint">{text('level_line', upload.level)}</p>}
      {postings
        .filter(({ action }) => action !== 'allow')
        .slice(0, shownAtMost)
        .map(({ service, account, rule }) => (
          <p key={`${service} ${account} ${rule}`}>
            {text(
              'posting_line',
              visibleText(service),
              visibleText(account ?? text('posting_nobody')),
            )}
          </p>
        ))}
    </>
  );
}
