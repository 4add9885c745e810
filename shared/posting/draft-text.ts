/**
 * One spelling of a text that was approved and of the one that is sent: line ends, spaces at the
 * ends of lines, Unicode's composed form. Nothing else is passed over: not case, not width, not the
 * parameters that a service hangs onto a link.
 */
import { joinTexts } from './join-texts.ts';

export function draftText(text: string): string {
  const lines = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\s\u3000]+$/u, ''));
  return withoutRepeatedLinks(lines).join('\n').replace(/\n+$/, '');
}

/** As the catalogue reads it out of a request: the text, then what describes the pictures. */
export function wholeDraftText(text: string, alts: readonly string[]): string {
  return joinTexts([text, ...alts]);
}

/**
 * Services send a link of the text once more, as a field of its own. A last line that is nothing
 * but a link which stands in the lines before says nothing new.
 */
function withoutRepeatedLinks(lines: readonly string[]): string[] {
  const kept = [...lines];
  for (let at = kept.length - 1; at > 0; at--) {
    const line = kept[at] ?? '';
    if (line === '') continue;
    if (!/^https?:\/\/\S+$/i.test(line)) break;
    if (!standsIn(line, kept.slice(0, at).join('\n'))) continue;
    kept.splice(at, 1);
  }
  return kept;
}

/** As a whole link, with its scheme or without `https://`. */
function standsIn(link: string, text: string): boolean {
  const words = text.split(/[^\w!#$%&'()*+,./:;=?@[\]~-]+/u).map(bare);
  const bareLink = bare(link);
  return words.includes(bareLink) || words.includes(bareLink.replace(/^https:\/\//i, ''));
}

/** What closes a sentence behind a link does not belong to it, nor does a lone slash. */
function bare(link: string): string {
  return link
    .replace(/^[('"[]+/, '')
    .replace(/[.,;:!?)'"\]]+$/, '')
    .replace(/\/$/, '');
}
