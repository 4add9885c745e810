/** The register of postings: every service that one may see, at a glance. */
import type { RegisteredService } from '../../../shared/protocol/register.ts';
import { call } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { GapBadges } from '../parts/register-gaps.tsx';
import { type Person, personName } from '../parts/register-value.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useSession } from '../session.tsx';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';

export function RegisterPage() {
  const words = useWords();
  const own = words.register;
  const { role } = useSession().account;
  const loaded = useLoad('register', (signal) => call('register', { signal }));
  return (
    <Page title={words.pages.register}>
      <p>{own.intro}</p>
      <Loading loaded={loaded}>
        {({ services, people }) =>
          services.length === 0 ? (
            <p class="empty">{role === 'sns-manager' ? own.emptyOwn : own.empty}</p>
          ) : (
            <DataTable
              caption={words.pages.register}
              columns={columnsOf(words, people)}
              rows={services}
              keyOf={({ service }) => service}
            />
          )
        }
      </Loading>
    </Page>
  );
}

function columnsOf(
  { register: own }: Words,
  people: readonly Person[],
): Column<RegisteredService>[] {
  return [
    {
      id: 'service',
      label: own.service,
      heading: true,
      value: ({ title }) => title,
      cell: ({ service, title }) => (
        <a href={`/register/${encodeURIComponent(service)}`}>
          <Foreign text={title} />
        </a>
      ),
    },
    {
      id: 'responsible',
      label: own.fields.responsible,
      cell: ({ rule }) => <Foreign text={personName(rule.responsible, people)} />,
    },
    {
      id: 'accounts',
      label: own.accounts,
      cell: ({ rule, suspendedNow }) =>
        rule.accounts.map(({ name }) => (
          <div key={name}>
            <Foreign text={name} />
            {suspendedNow.includes(name) ? ` (${own.suspendedNow})` : ''}
          </div>
        )),
    },
    { id: 'attention', label: own.attention, cell: ({ gaps }) => <GapBadges gaps={gaps} /> },
  ];
}
