/** eml: header fields, bodies, attachments (RFC 5322, MIME). */
import PostalMime, { type Attachment } from 'postal-mime';
import { textPart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { uuencodedFiles } from './uuencoded.ts';

/** Fields that say nothing of what the mail is about. */
const silent = /^(?:received|dkim-signature|arc-|x-google-|authentication-results|message-id)/;

export const mail: Extractor = {
  types: ['eml'],
  async *extract(bytes, extraction) {
    const { place, budget } = extraction;
    const email = await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: 100,
    }).catch(() => {
      throw new NotInspected('broken');
    });
    const fields = email.headers
      .filter(({ key }) => !silent.test(key))
      .map(({ originalKey, value }) => `${originalKey}: ${value}`);
    const decoded = [email.subject, ...names(email)].filter((each) => each !== undefined);
    const head = [...decoded, ...fields].join('\n');
    budget.spend(head.length);
    yield textPart(head, { ...place, corner: 'header' });
    const { text = '', html = '' } = email;
    budget.spend(text.length + html.length);
    if (text !== '') yield* extraction.inner('', new TextEncoder().encode(text));
    if (html !== '') yield* extraction.inner('', new TextEncoder().encode(html));
    for (const { name, content } of uuencodedFiles(text)) yield* extraction.inner(name, content);
    for (const attachment of email.attachments) {
      const content = contentOf(attachment);
      budget.spend(content.length);
      yield* extraction.inner(attachment.filename ?? '', content);
    }
    if (hasUnboundParts(bytes)) {
      extraction.problem('broken');
      const source = decode(bytes, detectCharset(bytes) ?? 'utf-8');
      budget.spend(source.length);
      yield textPart(source, place);
      return;
    }
    // What stands before, between and behind the parts is read by no one, and leaves all the same.
    if (email.attachments.length === 0 && text === '' && html === '' && bytes.length > 0) {
      yield textPart(decode(bytes, detectCharset(bytes) ?? 'utf-8'), place);
    }
  },
};

/** Parts without a boundary: the library passes them over in silence, and other readers show them. */
function hasUnboundParts(bytes: Uint8Array): boolean {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return [...source.matchAll(multipart)].some(([field]) => !/boundary[\s*\d]*=/i.test(field));
}

const multipart = /^content-type:[ \t]*multipart\/[^\n]*(?:\n[ \t][^\n]*)*/gim;

function names(email: Awaited<ReturnType<typeof PostalMime.parse>>): string[] {
  const people = [email.from, email.sender, ...(email.to ?? []), ...(email.cc ?? [])];
  return people.flatMap((each) => (each === undefined || each.name === '' ? [] : [each.name]));
}

function contentOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
