/** What a dialog of the guard says of an answer of somebody who may approve. */
import { shownMoment } from '../pages/moment.ts';
import { visibleText } from '../pages/visible-text.ts';
import { text } from '../platform/text.ts';
import { element } from './element.ts';

/** Until when, and the word that was said with it. */
export function answerWords({
  until,
  word,
}: {
  readonly until: string | null;
  readonly word: string | null;
}): (Node | string)[] {
  return [
    ...(until === null ? [] : [` ${text('approval_until', shownMoment(until))}`]),
    ...(word === null
      ? []
      : [element('br'), element('bdi', {}, text('approval_word', visibleText(word)))]),
  ];
}
