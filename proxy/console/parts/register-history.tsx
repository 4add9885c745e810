import type { RegisterChange } from '../../../shared/protocol/register.ts';
import { call } from '../api.ts';
import { shortText } from '../text/short-text.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Loading } from './loading.tsx';
import { Moment } from './moment.tsx';
import { useLoad } from './use-load.ts';

const mostLetters = 300;

/** Who changed what of a service, and when. */
export function RegisterHistory({ service }: { readonly service: string }) {
  const words = useWords();
  const own = words.register;
  const loaded = useLoad(`history ${service}`, (signal) =>
    call('registerHistory', { id: service, signal }),
  );
  return (
    <section aria-labelledby="history">
      <h2 id="history">{own.history}</h2>
      <Loading loaded={loaded}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p class="empty">{own.noHistory}</p>
          ) : (
            <DataTable
              caption={own.history}
              columns={columnsOf(words)}
              rows={changes}
              keyOf={({ revision, account, field }) => `${revision} ${account} ${field}`}
            />
          )
        }
      </Loading>
    </section>
  );
}

function columnsOf(words: Words): Column<RegisterChange>[] {
  const own = words.register;
  const json = (text: string | null) => (
    <Foreign text={shortText(plainText(text, own.keys), mostLetters)} />
  );
  return [
    { id: 'at', label: own.changedAt, cell: ({ at }) => <Moment iso={at} to="minute" /> },
    { id: 'by', label: own.changedBy, cell: ({ by }) => <Foreign text={by} /> },
    {
      id: 'what',
      label: own.what,
      heading: true,
      cell: ({ field, account }) => (
        <Foreign text={`${fieldName(field, words)} ${account ?? ''}`.trim()} />
      ),
    },
    { id: 'before', label: own.before, cell: ({ before }) => json(before) },
    { id: 'after', label: own.after, cell: ({ after }) => json(after) },
    { id: 'note', label: own.note, cell: ({ note }) => <Foreign text={note} /> },
  ];
}

function fieldName(field: string, { register: { fields, came } }: Words): string {
  const known: Readonly<Record<string, string>> = { ...fields, ...came };
  return known[field] ?? field;
}

/** JSON of a field without its marks. */
function plainText(json: string | null, keys: Readonly<Record<string, string>>): string {
  if (json === null) return '—';
  const value: unknown = JSON.parse(json);
  if (typeof value === 'string') return value;
  return json
    .replace(/"(\w+)":/g, (_, key: string) => ` ${keys[key] ?? key}: `)
    .replace(/[{}[\]"]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
