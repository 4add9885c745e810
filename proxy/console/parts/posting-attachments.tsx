/** What hangs on an opened posting, its pictures small, as long as they are kept. */
import type { PostingDetail } from '../../../shared/protocol/postings.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { AttachmentName } from './posting-text.tsx';

export function PostingAttachments({ posting }: { readonly posting: PostingDetail }) {
  return (
    <ul class="posting-attachments">
      {posting.attached.map((each, place) => (
        <li key={`${place} ${each.name}`}>
          <Thumbnail posting={posting} place={place} />
          <AttachmentName attachment={each} />
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({
  posting: { id, attached, thumbnails },
  place,
}: {
  readonly posting: PostingDetail;
  readonly place: number;
}) {
  const own = useWords().content.posting.thumbnails;
  const state = thumbnails[place] ?? 'not-a-picture';
  if (state === 'not-a-picture') return null;
  if (state !== 'kept') return <p class="quiet">{own.missing(own.why[state])}</p>;
  const name = attached[place]?.name ?? own.place(place + 1);
  return (
    <img
      src={`/api/postings/${encodeURIComponent(id)}/thumbnail?place=${place}`}
      alt={visible(own.alt(name))}
      loading="lazy"
    />
  );
}
