import type { RecordRow } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { recordFields } from '../text/record-text.ts';
import { useWords } from '../words/language.tsx';
import { rowKey } from './audit-columns.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Loading } from './loading.tsx';
import { Moment } from './moment.tsx';
import { useLoad } from './use-load.ts';

/** An opened record: all its fields, and the others with its id (the decision's outcome). */
export function AuditDetails({ row }: { readonly row: RecordRow }) {
  const words = useWords();
  const own = words.work.audit;
  const same = useLoad(row.record.id, (signal) =>
    call('records', { query: { id: row.record.id }, signal }),
  );
  return (
    <div class="details">
      <h3>{own.fields}</h3>
      <Fields row={row} />
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
              <Fields row={each} />
            </div>
          ));
        }}
      </Loading>
    </div>
  );
}

function Fields({ row }: { readonly row: RecordRow }) {
  const words = useWords();
  return (
    <Facts
      facts={[
        [words.work.audit.terminal, <Foreign key="terminal" text={row.terminal} />],
        [words.work.audit.seq, row.seq],
        ...recordFields(row.record).map(
          ({ name, value }) =>
            [
              name,
              name === 'at' ? (
                <>
                  <Moment iso={value} /> ({words.work.audit.utc}: {value})
                </>
              ) : (
                <Foreign key={name} text={value} code />
              ),
            ] as const,
        ),
      ]}
    />
  );
}
