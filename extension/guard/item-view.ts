/** One content that was stopped or warned of: its name, what was found where, rule, and what to do. */
import type { ItemRecord } from '../../shared/audit/content-record.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import { explain } from '../pages/explanation.ts';
import { ruleText } from '../pages/rule-text.ts';
import { visibleText } from '../pages/visible-text.ts';
import { text } from '../platform/text.ts';
import { noCopyView } from './copy-offer.ts';
import { element } from './element.ts';
import { findingText, metadataText, whyText } from './finding-text.ts';
import { itemHead } from './item-head.ts';
import { itemName } from './item-name.ts';

const shownAtMost = 10;

/** @param name as the page's own file has it; null for what is no file */
export function itemView(
  name: string | null,
  decision: DecisionSummary,
  more: Node | null = null,
): HTMLElement {
  const isWarned = decision.action === 'warn';
  const items = decision.upload?.items ?? [];
  const tag = text(isWarned ? 'action_warn' : 'guard_stopped');
  const { why } = explain({ decision, obstacle: null });
  return element(
    'div',
    { class: `item ${isWarned ? 'warned' : 'blocked'}` },
    itemHead(tag, nameText(name, decision)),
    element('p', {}, text(why)),
    ...items.flatMap(findings),
    ...postings(decision),
    noCopyView(decision),
    more,
    ruleView(decision),
  );
}

function nameText(name: string | null, { upload, postings }: DecisionSummary): string {
  if (name !== null && name !== '') return visibleText(name);
  if (postings !== undefined) return text('guard_posting_item');
  const { items = [] } = upload ?? {};
  const item = items.find((each) => each.name !== null) ?? items[0];
  return item === undefined ? text('guard_text_item') : itemName(item);
}

function findings(item: ItemRecord): HTMLElement[] {
  const why = whyText(item);
  const shown = item.findings.slice(0, shownAtMost).map((finding) => {
    const { what, where, masked } = findingText(finding);
    return element(
      'li',
      {},
      what,
      where === '' ? null : element('bdi', {}, text('found_where', where)),
      masked === '' ? null : ' ',
      masked === '' ? null : element('code', {}, masked),
    );
  });
  const more = item.findings.length - shown.length;
  for (const kind of item.metadata ?? []) shown.push(element('li', {}, metadataText(kind)));
  if (more > 0) shown.push(element('li', {}, text('found_more', String(more))));
  return [
    ...(why === null ? [] : [element('p', {}, why)]),
    ...(shown.length === 0 ? [] : [element('ul', {}, ...shown)]),
  ];
}

/** Of a posting: where to, by which account. */
function postings({ postings = [] }: DecisionSummary): HTMLElement[] {
  return postings
    .filter(({ action }) => action !== 'allow')
    .slice(0, shownAtMost)
    .map(({ service, account }) =>
      element(
        'p',
        {},
        text('posting_line', visibleText(service), visibleText(account ?? text('posting_nobody'))),
      ),
    );
}

function ruleView({ upload, rule, clause, id }: DecisionSummary): HTMLElement {
  const lines = [
    clause === null ? null : text('clause_line', visibleText(clause)),
    upload?.level == null ? null : text('level_line', upload.level),
    rule === null ? null : text('rule_line', ruleText(rule)),
  ].filter((line) => line !== null);
  return element(
    'p',
    { class: 'hint' },
    ...lines.flatMap((line) => [element('bdi', {}, line), element('br')]),
    `${text('reference')} `,
    element('code', {}, id),
  );
}
