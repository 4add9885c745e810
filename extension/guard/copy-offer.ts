/**
 * The way on by a copy with masked values, of a picture by one without what its file tells: offered,
 * made, looked at, sent.
 *
 *   offer ─► progress, cancel ─┬► made: what was masked where ─► send the copy, or not
 *                              └► not made: why, and where a value is left ─► back
 */
import type { FindingRecord } from '../../shared/audit/content-record.ts';
import type { NoCopy } from '../../shared/masking/taken-out.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import { visibleText } from '../pages/visible-text.ts';
import { type TextKey, text } from '../platform/text.ts';
import type { Copy } from './channel.ts';
import type { Copied, NotCopied } from './copying.ts';
import { element } from './element.ts';
import { findingText, metadataText, whyText } from './finding-text.ts';
import { button, type Frame } from './frame.ts';
import type { Onward, Ways } from './inquiry.ts';
import { itemHead } from './item-head.ts';
import type { Outcome } from './outcome.ts';

const shownAtMost = 10;

/** Nothing where no copy would go. */
export function copyOffer(
  frame: Frame,
  { blocked, warned }: Outcome,
  onCopies: Ways['onCopies'],
  onBack: () => void,
  onDone: (onward: Onward) => void,
): Node[] {
  const stopped = [...blocked, ...warned];
  const offered = stopped.flatMap(({ decision: { takeOut } }) =>
    takeOut?.possible === true ? [takeOut] : [],
  );
  if (offered.length === 0) return [];
  const pictures = offered.filter(({ metadata }) => metadata === true).length;
  const ofPictures = pictures === offered.length;
  const words = offered.length < stopped.length ? 'copy_words_some' : 'copy_words';
  const make = () => void makeCopies();
  return [
    element('h3', {}, text(ofPictures ? 'strip_heading' : 'copy_heading')),
    ofPictures ? null : element('p', {}, text(words)),
    pictures === 0 ? null : element('p', {}, text('strip_words')),
    element(
      'p',
      {},
      button(text(ofPictures ? 'strip_make' : 'copy_make'), make, { class: 'quiet' }),
    ),
  ].filter((each) => each !== null);

  async function makeCopies(): Promise<void> {
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const bar = element('progress', { max: '1', 'aria-label': text('copy_making') });
    const stop = button(text('guard_cancel'), cancel, { class: 'quiet' });
    const buttons = element('div', { class: 'buttons' }, stop);
    frame.show(text('copy_making'), [bar, buttons], cancel);
    const copied = await onCopies((done, total) => {
      if (total > 0 && done < total) bar.value = done / total;
      else bar.removeAttribute('value');
    }, abort.signal);
    if (abort.signal.aborted) onBack();
    else showCopied(copied);
  }

  function showCopied({ made, notMade }: Copied): void {
    const back = button(text('copy_back'), onBack, { class: 'quiet' });
    if (made.size === 0) {
      const views = notMade.map(notMadeView);
      const buttons = element('div', { class: 'buttons' }, back);
      frame.show(text('copy_heading_none'), [...views, buttons], onBack);
      return;
    }
    const send = button(text('copy_send'), () => onDone({ copies: made }));
    frame.show(
      text('copy_heading_made'),
      [
        ...[...made.values()].map(madeView),
        ...notMade.map(notMadeView),
        element('p', { class: 'hint' }, text('copy_check')),
        element('div', { class: 'buttons' }, send, back),
      ],
      onBack,
    );
  }
}

function madeView({ name, masked, removed }: Copy): HTMLElement {
  return element(
    'div',
    { class: 'item' },
    itemHead(null, visibleText(name)),
    ...(removed.length === 0
      ? [element('p', {}, text('copy_masked')), places(masked)]
      : [element('p', {}, text('strip_removed')), kindsView(removed)]),
  );
}

function kindsView(kinds: Copy['removed']): HTMLElement {
  return element('ul', {}, ...kinds.map((kind) => element('li', {}, metadataText(kind))));
}

const whys: Readonly<Record<string, TextKey>> = {
  left: 'copy_left',
  stopped: 'copy_stopped',
  'no-link': 'guard_no_link',
};

function notMadeView({ name, why, left }: NotCopied): HTMLElement {
  const known = Object.hasOwn(whys, why) ? whys[why] : undefined;
  const words = known === undefined ? whyText({ inspected: false, why }) : text(known);
  return element(
    'div',
    { class: 'item blocked' },
    itemHead(text('copy_not_made'), visibleText(name)),
    element('p', {}, words),
    left.length === 0 ? null : places(left),
  );
}

function places(findings: readonly FindingRecord[]): HTMLElement {
  const lines = findings.slice(0, shownAtMost).map((finding) => {
    const { what, where } = findingText(finding);
    return element(
      'li',
      {},
      what,
      where === '' ? null : element('bdi', {}, text('found_where', where)),
    );
  });
  const more = findings.length - lines.length;
  if (more > 0) lines.push(element('li', {}, text('found_more', String(more))));
  return element('ul', {}, ...lines);
}

const reasons: Readonly<Record<NoCopy, TextKey | null>> = {
  mark: 'copy_not_mark',
  persons: 'copy_not_persons',
  registered: 'copy_not_registered',
  format: 'copy_not_format',
  'picture-format': 'copy_not_picture',
  // What stops it is said above.
  stopped: null,
};

/** Why no copy is offered; null where one is, or there is nothing to take out. */
export function noCopyView({ takeOut }: DecisionSummary): HTMLElement | null {
  if (takeOut === undefined || takeOut.possible) return null;
  const words = reasons[takeOut.why];
  return words === null ? null : element('p', { class: 'hint' }, text(words));
}
