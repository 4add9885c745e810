/** The pictures of a draft, with what describes them and what was found in them. */
import type { ShownDraft } from '../../../shared/protocol/drafts.ts';
import { foundWords, inspectedWords } from '../text/found-words.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';

/** null: its bytes are not kept. */
export function pictureOf({ id, pictures, version }: ShownDraft, place: number): string | null {
  if (!pictures[place]?.isKept) return null;
  return `/api/drafts/${encodeURIComponent(id)}/picture?place=${place}&version=${version}`;
}

export function DraftPictures({ draft }: { readonly draft: ShownDraft }) {
  const own = useWords().drafts;
  const { pictures } = draft;
  if (pictures.length === 0) return null;
  return (
    <>
      <h3>{own.pictures}</h3>
      <ul class="draft-pictures">
        {pictures.map((picture, place) => {
          const src = pictureOf(draft, place);
          const { alt, name } = picture;
          return (
            <li key={`${place} ${name}`}>
              {src === null ? (
                <p class="quiet">{own.pictureGone}</p>
              ) : (
                <img src={src} alt={own.picture(place + 1)} loading="lazy" />
              )}
              <p class="draft-alt">{alt === '' ? own.noAlt : <Foreign text={alt} />}</p>
              <FoundIn picture={picture} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function FoundIn({
  picture: { report, isKept },
}: {
  readonly picture: ShownDraft['pictures'][number];
}) {
  const words = useWords();
  const own = words.drafts;
  if (report === null) return isKept ? <p class="quiet">{own.inspecting}</p> : null;
  const { findings, inspected } = report;
  return (
    <>
      {inspected === true ? null : (
        <p>
          <Foreign text={inspectedWords(words, report)} />
        </p>
      )}
      {findings.length === 0 ? (
        inspected === true ? (
          <p class="quiet">{own.nothingFound}</p>
        ) : null
      ) : (
        <ul class="plain-list">
          {findings.map((finding, index) => (
            <li key={`${index} ${finding.kind}`}>
              <strong>
                <Foreign text={foundWords(words, finding)} />
              </strong>{' '}
              <Foreign text={finding.masked} code />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
