import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import { byteSize } from '../text/byte-size.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';
import { TypedText } from './typed-text.tsx';

/** What was posted, whole: the text as it was written, and what hangs on it. */
export function PostingText({ text }: { readonly text: string }) {
  const own = useWords().content.postings;
  if (text === '') return <p class="quiet">{own.noText}</p>;
  return (
    <blockquote class="posting-text">
      <TypedText text={text} />
    </blockquote>
  );
}

export function Attachments({
  attached,
}: {
  readonly attached: readonly Omit<PostingRecord['attachments'][number], 'digest'>[];
}) {
  return (
    <ul class="plain-list">
      {attached.map((each, index) => (
        <li key={`${index} ${each.name}`}>
          <AttachmentName attachment={each} />
        </li>
      ))}
    </ul>
  );
}

export function AttachmentName({
  attachment: { name, type, bytes },
}: {
  readonly attachment: Omit<PostingRecord['attachments'][number], 'digest'>;
}) {
  const own = useWords().content.item;
  return (
    <>
      <Foreign text={name ?? own.unnamed} code={name !== null} />{' '}
      <span class="quiet">
        {type === null ? null : <Foreign text={type} />}
        {bytes === null ? null : ` ${byteSize(bytes, own.byteUnit)}`}
      </span>
    </>
  );
}
