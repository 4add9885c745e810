import type { RecordRow } from '../../../shared/protocol/record-filter.ts';
import { call } from '../api.ts';
import { fieldWord } from '../text/field-word.ts';
import { type Field, recordFields } from '../text/record-text.ts';
import { useWords } from '../words/language.tsx';
import { rowKey } from './audit-columns.tsx';
import { ContentSections } from './content-sections.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Loading } from './loading.tsx';
import { Moment } from './moment.tsx';
import { useLoad } from './use-load.ts';
import type { Names } from './use-names.ts';
import { WhyRecorded } from './why-recorded.tsx';

/** An opened record: all its fields, and the others with its id (the decision's outcome). */
export function AuditDetails({ row, names }: { readonly row: RecordRow; readonly names: Names }) {
  const words = useWords();
  const own = words.work.audit;
  const same = useLoad(row.record.id, (signal) =>
    call('records', { query: { id: row.record.id }, signal }),
  );
  return (
    <div class="details">
      <h3>{own.fields}</h3>
      <Fields row={row} names={names} />
      <ContentSections record={row.record} />
      {row.record.type === 'decision' ? <WhyRecorded record={row.record} /> : null}
      <h3>{own.sameId}</h3>
      <Loading loaded={same}>
        {({ records }) => {
          const others = records.filter((each) => rowKey(each) !== rowKey(row));
          if (others.length === 0) return <p class="quiet">{own.noSameId}</p>;
          return others.map((each) => (
            <div key={rowKey(each)} class="details-other">
              <p>
                <strong>{own.types[each.record.type]}</strong> <Moment iso={each.record.at} />
              </p>
              <Fields row={each} names={names} />
              <ContentSections record={each.record} />
            </div>
          ));
        }}
      </Loading>
    </div>
  );
}

function terminalText({ terminal }: Names, id: string): string {
  const name = terminal(id);
  return name === id ? id : `${name} (${id})`;
}

function Value({ name, value }: Field) {
  const words = useWords();
  if (value === null) return <span class="quiet">{words.none}</span>;
  const word = fieldWord(words, name, value);
  return word === null ? (
    <Foreign text={value} code />
  ) : (
    <>
      {word} (<Foreign text={value} code />)
    </>
  );
}

function Fields({ row, names }: { readonly row: RecordRow; readonly names: Names }) {
  const own = useWords().work.audit;
  return (
    <Facts
      facts={[
        [own.terminal, <Foreign key="terminal" text={terminalText(names, row.terminal)} />],
        [own.seq, row.seq],
        ...recordFields(row.record).map(
          ({ name, value }) =>
            [
              own.fieldNames[name as keyof typeof own.fieldNames] ?? name,
              name === 'at' ? (
                <>
                  <Moment iso={value ?? ''} /> ({own.utc}: {value})
                </>
              ) : (
                <Value key={name} name={name} value={value} />
              ),
            ] as const,
        ),
      ]}
    />
  );
}
