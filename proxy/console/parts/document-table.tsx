import type { ShownDocument } from '../../../shared/protocol/documents.ts';
import { byteSize } from '../text/byte-size.ts';
import { documentNote } from '../text/document-note.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

export function DocumentTable({
  documents,
  onRemove,
}: {
  readonly documents: readonly ShownDocument[];
  /** null: may only look. */
  readonly onRemove: ((document: ShownDocument) => void) | null;
}) {
  const words = useWords();
  const own = words.documents;
  const columns: Column<ShownDocument>[] = [
    {
      id: 'id',
      label: own.id,
      value: ({ id }) => Number(id.slice(2)),
      cell: ({ id }) => (
        <span class="narrow-cell">
          <Foreign text={id} code />
        </span>
      ),
    },
    {
      id: 'title',
      label: own.title,
      heading: true,
      value: ({ title }) => title,
      cell: ({ title, reason, bytes, type }) => (
        <>
          <Foreign text={title} />
          <p class="quiet">
            <Foreign text={reason} />
            {' · '}
            {type === null ? null : `${type} `}
            {byteSize(bytes, words.content.item.byteUnit)}
          </p>
        </>
      ),
    },
    {
      id: 'level',
      label: own.level,
      value: ({ level }) => level,
      cell: ({ level, purpose }) => (
        <span class="narrow-cell">
          {purpose === 'common' ? words.none : <Foreign text={level} />}
        </span>
      ),
    },
    {
      id: 'owner',
      label: own.owner,
      value: ({ owner }) => owner,
      cell: ({ owner }) => (
        <div class="brief-cell">
          <Foreign text={owner} />
        </div>
      ),
    },
    {
      id: 'state',
      label: own.state,
      value: ({ found }) => found,
      cell: (document) => <State document={document} />,
    },
    {
      id: 'until',
      label: own.until,
      value: ({ until }) => until,
      cell: ({ until }) => (until === '' ? words.none : <time dateTime={until}>{until}</time>),
    },
    {
      id: 'added',
      label: own.added,
      value: ({ addedAt }) => addedAt,
      cell: ({ addedAt, addedBy }) => (
        <>
          <Moment iso={addedAt} to="minute" /> <Foreign text={addedBy} code />
        </>
      ),
    },
  ];
  if (onRemove !== null) {
    columns.push({
      id: 'acts',
      label: words.operations,
      cell: (document) => (
        <button
          type="button"
          class="button button-small"
          aria-label={own.removeOf(document.id, visible(document.title))}
          onClick={() => onRemove(document)}
        >
          {own.remove}
        </button>
      ),
    });
  }
  return (
    <DataTable caption={own.caption} columns={columns} rows={documents} keyOf={({ id }) => id} />
  );
}

function State({ document }: { readonly document: ShownDocument }) {
  const words = useWords();
  const own = words.documents;
  const note = documentNote(words, document);
  const tone = document.found === 'passages' ? 'good' : 'plain';
  return (
    <>
      {document.ended ? (
        <Badge tone="bad">{own.ended}</Badge>
      ) : (
        <Badge tone={tone}>{own.found[document.found]}</Badge>
      )}
      {note === '' ? null : <p class="quiet">{note}</p>}
    </>
  );
}
