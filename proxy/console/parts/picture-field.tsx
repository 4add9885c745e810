/** The pictures of a draft: those that stay, and new ones, each with what describes it. */
import { useId } from 'preact/hooks';
import { useWords } from '../words/language.tsx';

interface Kept {
  readonly place: number;
  readonly alt: string;
  readonly isKept: boolean;
  /** null: its bytes are gone. */
  readonly src: string | null;
}
interface Chosen {
  readonly file: File;
  readonly alt: string;
}

export function PictureField({
  kept,
  pictures,
  mend,
  onChange,
}: {
  readonly kept: readonly Kept[];
  readonly pictures: readonly Chosen[];
  readonly mend: string | undefined;
  readonly onChange: (change: { kept?: Kept[]; pictures?: Chosen[] }) => void;
}) {
  const own = useWords().drafts;
  const id = useId();
  const keep = (at: number, change: Partial<Kept>) =>
    onChange({ kept: kept.map((each, index) => (index === at ? { ...each, ...change } : each)) });
  const describe = (at: number, alt: string) =>
    onChange({ pictures: pictures.map((each, index) => (index === at ? { ...each, alt } : each)) });
  return (
    <>
      {kept.map(({ alt, isKept, place, src }, at) => (
        <div class="field field-wide" key={place}>
          {src === null ? null : (
            <img class="draft-thumbnail" src={src} alt={own.picture(at + 1)} />
          )}
          <label>
            <input
              type="checkbox"
              name={`keep-${at + 1}`}
              checked={isKept}
              onChange={(event) => keep(at, { isKept: event.currentTarget.checked })}
            />{' '}
            {own.keep(at + 1)}
          </label>
          <label for={`${id}-kept-${place}`}>{own.alt(at + 1)}</label>
          <input
            id={`${id}-kept-${place}`}
            name={`alt-${at + 1}`}
            value={alt}
            disabled={!isKept}
            onInput={(event) => keep(at, { alt: event.currentTarget.value })}
          />
        </div>
      ))}
      <div class="field field-wide">
        <label for={id}>{own.pictures}</label>
        <p class="field-hint" id={`${id}-hint`}>
          {own.pictureHint}
        </p>
        <input
          id={id}
          type="file"
          name="pictures"
          multiple
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-invalid={mend === undefined ? undefined : 'true'}
          aria-describedby={mend === undefined ? `${id}-hint` : `${id}-hint ${id}-mend`}
          onChange={(event) =>
            onChange({
              pictures: [...(event.currentTarget.files ?? [])].map((file) => ({ file, alt: '' })),
            })
          }
        />
        {mend === undefined ? null : (
          <p class="field-mend" id={`${id}-mend`}>
            {mend}
          </p>
        )}
      </div>
      {pictures.map(({ alt, file }, at) => (
        <div class="field field-wide" key={`${at} ${file.name}`}>
          <label for={`${id}-new-${at}`}>{own.alt(kept.length + at + 1)}</label>
          <input
            id={`${id}-new-${at}`}
            name={`alt-${kept.length + at + 1}`}
            value={alt}
            onInput={(event) => describe(at, event.currentTarget.value)}
          />
        </div>
      ))}
    </>
  );
}
