import type { RecordRow } from '../../../shared/protocol/record-filter.ts';
import { readingText } from '../text/reading-text.ts';
import { destinationText, wentOn } from '../text/record-text.ts';
import type { Words } from '../words/ja.ts';
import { ActionBadge, Badge } from './badge.tsx';
import type { Column } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { OpenButton } from './open-button.tsx';
import { RuleName } from './rule-name.tsx';
import type { Opening } from './use-opened.ts';

export function rowKey({ terminal, seq }: RecordRow): string {
  return `${terminal}/${seq}`;
}

/** One line for each record: when, who, where or what, how it was decided and why. */
export function auditColumns(words: Words, opening: Opening): Column<RecordRow>[] {
  const own = words.work.audit;
  return [
    { id: 'at', label: own.at, heading: true, cell: ({ record }) => <Moment iso={record.at} /> },
    {
      id: 'who',
      label: own.who,
      cell: ({ record }) =>
        record.type === 'outcome' ? (
          <span class="blank" />
        ) : (
          <Foreign text={whoText(record, words) || own.nobody} />
        ),
    },
    { id: 'what', label: own.what, cell: ({ record }) => <What record={record} words={words} /> },
    {
      id: 'decision',
      label: own.decision,
      cell: ({ record }) => {
        if (record.type === 'decision') {
          return (
            <>
              <ActionBadge action={record.action} />
              {record.would === null ? null : (
                <span class="quiet cell-hint">{own.would(words.actions[record.would])}</span>
              )}
              {wentOn(record) ? <span class="quiet cell-hint">{own.passed}</span> : null}
            </>
          );
        }
        return <Badge tone="plain">{own.types[record.type]}</Badge>;
      },
    },
    { id: 'why', label: own.why, cell: ({ record }) => <Why record={record} words={words} /> },
    {
      id: 'open',
      label: words.operations,
      cell: (row) => <OpenButton of={rowKey(row)} name={row.record.id} opening={opening} />,
    },
  ];
}

type Row = { readonly record: RecordRow['record'] };

function whoText(record: RecordRow['record'], words: Words): string {
  if (record.type === 'change') return record.actor ?? '';
  if (record.type === 'outcome') return '';
  return [record.who.user, record.who.unit].filter((each) => each !== null).join(words.comma);
}

function What({ record, words }: Row & { readonly words: Words }) {
  if (record.type === 'decision') {
    if (record.destination === null) return <span class="quiet">{words.none}</span>;
    return <Foreign text={destinationText(record.destination)} code />;
  }
  if (record.type === 'outcome') return <Foreign text={record.id} code />;
  return (
    <>
      {words.work.audit.acts[record.act] ?? <Foreign text={record.act} code />}
      {record.subject === null ? null : (
        <>
          {' '}
          <Foreign text={record.subject} />
        </>
      )}
    </>
  );
}

function Why({ record, words }: Row & { readonly words: Words }) {
  const own = words.work.audit;
  if (record.type === 'decision') {
    return (
      <>
        {words.reasons[record.reason]}
        {record.rule === null ? null : (
          <span class="cell-hint">
            <RuleName rule={record.rule} />
          </span>
        )}
      </>
    );
  }
  if (record.type === 'outcome') {
    return (
      <>
        <Foreign text={record.end} code />
        <span class="quiet cell-hint">
          {own.bytes(
            record.bytesUp.toLocaleString('ja-JP'),
            record.bytesDown.toLocaleString('ja-JP'),
          )}
        </span>
      </>
    );
  }
  return record.detail === null ? (
    <span class="quiet">{words.none}</span>
  ) : (
    <Foreign
      text={record.act === 'audit-read' ? readingText(words, record.detail) : record.detail}
    />
  );
}
