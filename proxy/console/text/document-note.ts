/** What an administrator should know of a registered document beside how it is found; '' for nothing. */
import type { ShownDocument } from '../../../shared/protocol/documents.ts';
import type { Words } from '../words/ja.ts';

/** Below it is said: half of the text is everybody's. */
const muchOwn = 0.5;

export function documentNote(
  words: Words,
  { found, why, own, ended }: Pick<ShownDocument, 'found' | 'why' | 'own' | 'ended'>,
): string {
  const said = words.documents;
  const { whys } = words.content;
  const reason = why !== null && Object.hasOwn(whys, why) ? whys[why as keyof typeof whys] : why;
  // Of pictures nobody expects text.
  const isRead = why === null || why === 'unknown-format';
  return [
    found === 'exact' ? said.exactWhy : '',
    isRead || reason === null ? '' : said.notRead(reason),
    !ended && found === 'passages' && own !== null && own < muchOwn
      ? said.little(words.number(Math.round(own * 100)))
      : '',
  ]
    .filter((each) => each !== '')
    .join(words.code === 'ja' ? '' : ' ');
}
