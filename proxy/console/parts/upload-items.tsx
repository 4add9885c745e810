import type {
  FindingRecord,
  ItemRecord,
  UploadRecord,
} from '../../../shared/audit/content-record.ts';
import { queryText } from '../api.ts';
import { byteSize } from '../text/byte-size.ts';
import { foundWords, inspectedWords } from '../text/found-words.ts';
import { placeWords } from '../text/place-words.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { useDocumentTitles } from './use-document-titles.ts';

/** Everything that was looked at, one by one, with what was found where. */
export function UploadItems({ upload }: { readonly upload: UploadRecord }) {
  const own = useWords().content.item;
  const rest = upload.count - upload.items.length;
  return (
    <>
      <ol class="items">
        {upload.items.map((item, index) => (
          <li key={`${index} ${item.digest}`} class="item">
            <Item item={item} />
          </li>
        ))}
      </ol>
      {rest > 0 ? <p>{own.rest(rest)}</p> : null}
    </>
  );
}

function Item({ item }: { readonly item: ItemRecord }) {
  const words = useWords();
  const own = words.content.item;
  return (
    <>
      <p class="item-name">
        {words.content.itemKinds[item.kind]}{' '}
        {item.name === null ? null : <Foreign text={item.name} code />}
      </p>
      <Facts
        facts={[
          [own.type, item.type === null ? null : <Foreign key="type" text={item.type} />],
          [own.bytes, byteSize(item.bytes, own.byteUnit)],
          [own.level, item.level === null ? own.noLevel : <Foreign key="l" text={item.level} />],
          [own.inspection, <Foreign key="inspected" text={inspectedWords(words, item)} />],
          [
            own.metadata,
            item.metadata?.map((kind) => own.metadataKinds[kind]).join(own.between) ?? null,
          ],
          [own.copyOf, item.copyOf === undefined ? null : <Decision key="c" id={item.copyOf} />],
          [
            own.approval,
            item.approval === undefined ? null : (
              <Foreign key="approval" text={item.approval} code />
            ),
          ],
        ]}
      />
      {item.findings.length === 0 ? (
        <p class="quiet">{own.noFindings}</p>
      ) : (
        <Findings findings={item.findings} name={item.name} />
      )}
    </>
  );
}

function Decision({ id }: { readonly id: string }) {
  return (
    <a href={`/audit${queryText({ id })}`}>
      <Foreign text={id} code />
    </a>
  );
}

function Findings({
  findings,
  name,
}: {
  readonly findings: readonly FindingRecord[];
  readonly name: string | null;
}) {
  const words = useWords();
  const own = words.content.item;
  const titles = useDocumentTitles(findings.some(({ document }) => document !== undefined));
  const titleOf = ({ document }: FindingRecord) => titles.get(document?.id ?? '');
  const columns: Column<FindingRecord>[] = [
    {
      id: 'kind',
      label: own.kind,
      heading: true,
      cell: (finding) => (
        <>
          <Foreign text={foundWords(words, finding)} /> <Foreign text={titleOf(finding) ?? ''} />
        </>
      ),
    },
    {
      id: 'place',
      label: own.place,
      cell: ({ place }) => <Foreign text={placeWords(words, place) || own.noPlace} />,
    },
    { id: 'masked', label: own.masked, cell: ({ masked }) => <Foreign text={masked} code /> },
  ];
  return (
    <DataTable
      caption={name === null ? own.findings : `${visible(name)}: ${own.findings}`}
      columns={columns}
      rows={findings}
      keyOf={(finding) => String(findings.indexOf(finding))}
    />
  );
}
