import type { UploadRow } from '../../../shared/protocol/uploads.ts';
import { allFound, foundWords, inspectedWords } from '../text/found-words.ts';
import { destinationText } from '../text/record-text.ts';
import type { Words } from '../words/ja.ts';
import { ActionBadge } from './badge.tsx';
import type { Column } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { OpenButton } from './open-button.tsx';
import { RuleName } from './rule-name.tsx';
import type { Names } from './use-names.ts';
import type { Opening } from './use-opened.ts';

const mostShown = 3;

export function uploadKey({ terminal, seq }: UploadRow): string {
  return `${terminal}/${seq}`;
}

export function uploadColumns(words: Words, names: Names, opening: Opening): Column<UploadRow>[] {
  const own = words.content.uploads;
  return [
    { id: 'at', label: own.at, heading: true, cell: ({ at }) => <Moment iso={at} /> },
    {
      id: 'who',
      label: own.who,
      cell: ({ who }) => {
        const person = [names.person(who.user), who.unit].filter((each) => each !== null);
        return <Foreign text={person.join(words.comma) || words.work.audit.nobody} />;
      },
    },
    {
      id: 'where',
      label: own.where,
      cell: ({ destination }) =>
        destination === null ? (
          <span class="quiet">{words.none}</span>
        ) : (
          <Foreign text={destinationText(destination)} code />
        ),
    },
    { id: 'what', label: own.what, cell: (row) => <What row={row} words={words} /> },
    { id: 'decision', label: own.decision, cell: (row) => <Decision row={row} words={words} /> },
    {
      id: 'why',
      label: own.why,
      cell: ({ reason, rule }) => (
        <>
          {words.reasons[reason]}
          {rule === null ? null : (
            <span class="cell-hint">
              <RuleName rule={rule} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'open',
      label: words.operations,
      cell: (row) => <OpenButton of={uploadKey(row)} name={row.id} opening={opening} />,
    },
  ];
}

type Cell = { readonly row: UploadRow; readonly words: Words };

function What({ row: { upload }, words }: Cell) {
  const [first] = upload.items;
  const found = allFound(upload.items);
  const own = words.content;
  return (
    <div class="content-cell">
      {first === undefined ? null : <Foreign text={first.name ?? own.itemKinds[first.kind]} />}
      {upload.count > 1 ? <span class="quiet"> {own.uploads.items(upload.count)}</span> : null}
      {found.slice(0, mostShown).map((each) => (
        <span key={`${each.kind} ${each.mark}`} class="cell-hint">
          <Foreign text={foundWords(words, each)} />
        </span>
      ))}
      {found.length > mostShown ? (
        <span class="quiet cell-hint">{own.moreFound(words.number(found.length - mostShown))}</span>
      ) : null}
      {upload.inspected === true ? null : (
        <span class="quiet cell-hint">
          <Foreign text={inspectedWords(words, worst(upload))} />
        </span>
      )}
    </div>
  );
}

function worst(upload: UploadRow['upload']) {
  const item = upload.items.find(({ inspected }) => inspected !== true);
  return { inspected: upload.inspected, why: item?.why ?? null };
}

function Decision({ row: { action, would, left, upload, copied, approval }, words }: Cell) {
  const own = words.work.audit;
  return (
    <>
      <ActionBadge action={action} />
      {upload.level === null ? null : (
        <span class="cell-hint">
          <Foreign text={words.content.uploads.level(upload.level)} />
        </span>
      )}
      {would === null ? null : (
        <span class="quiet cell-hint">{own.would(words.actions[would])}</span>
      )}
      {action === 'warn' && left ? <span class="quiet cell-hint">{own.passed}</span> : null}
      {copied === null ? null : (
        <span class="quiet cell-hint">{words.content.uploads.copyMade}</span>
      )}
      {approval === null ? null : (
        <span class="quiet cell-hint">
          {words.content.uploads.approvalIs(words.approvals.states[approval.state])}
        </span>
      )}
    </>
  );
}
