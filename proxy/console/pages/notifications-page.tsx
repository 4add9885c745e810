/** Notifications: the ways of the policy, what waits, what failed. */
import { useMemo } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { ShownNotification } from '../../../shared/protocol/notifications.ts';
import { call } from '../api.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { TestNotification } from '../parts/test-notification.tsx';
import { useLoad } from '../parts/use-load.ts';
import { jst } from '../text/time.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';

export function NotificationsPage() {
  const words = useWords();
  const loaded = useLoad('notifications', (signal) => call('notifications', { signal }));
  return (
    <Page title={words.pages.notifications}>
      <p>{words.notifications.intro}</p>
      <Loading loaded={loaded}>{(data) => <Sections data={data} reload={loaded.reload} />}</Loading>
    </Page>
  );
}

function Sections({
  data,
  reload,
}: {
  readonly data: ConsoleAnswer<'notifications'>;
  readonly reload: () => void;
}) {
  const words = useWords();
  const own = words.notifications;
  const { smtp, webhooks, waiting, failed, latest } = data;
  const columns = useMemo(() => columnsOf(words), [words]);
  return (
    <>
      <section aria-labelledby="ways">
        <h2 id="ways">{own.waysTitle}</h2>
        {smtp === null && webhooks.length === 0 ? <p class="empty">{own.noWays}</p> : null}
        <ul class="cards">
          {smtp === null ? null : (
            <TestNotification
              channel="mail"
              name={own.mail}
              hint={`${smtp.host}:${smtp.port} ${own.from(smtp.from)}`}
              onDone={() => {}}
            />
          )}
          {webhooks.map(({ id, title, host }) => (
            <TestNotification key={id} channel={id} name={title} hint={host} onDone={() => {}} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="latest">
        <h2 id="latest">{own.latest}</h2>
        <p class="quiet">{own.counts(words.count(waiting), words.count(failed))}</p>
        <div class="button-row">
          <button type="button" class="button" onClick={reload}>
            {words.retry}
          </button>
        </div>
        {latest.length === 0 ? (
          <p class="empty">{own.empty}</p>
        ) : (
          <DataTable
            caption={own.latest}
            rows={latest}
            columns={columns}
            keyOf={({ id }) => String(id)}
          />
        )}
      </section>
    </>
  );
}

const tones: Record<ShownNotification['state'], Tone> = {
  waiting: 'caution',
  sent: 'good',
  failed: 'bad',
};

function columnsOf(words: Words): Column<ShownNotification>[] {
  const own = words.notifications;
  return [
    { id: 'at', label: own.at, heading: true, cell: ({ at }) => <Moment iso={at} to="minute" /> },
    { id: 'kind', label: own.kind, cell: ({ kind }) => own.kinds[kind] },
    { id: 'about', label: own.about, cell: ({ title }) => <Foreign text={title} /> },
    {
      id: 'way',
      label: own.way,
      cell: ({ channel, to }) => <Foreign text={to ?? channel} />,
    },
    {
      id: 'state',
      label: own.state,
      cell: ({ state, failure, attempts, next }) => (
        <>
          <Badge tone={tones[state]}>{own.states[state]}</Badge>
          {failure === null ? null : <span class="cell-hint">{own.failures[failure]}</span>}
          {state === 'waiting' && attempts > 0 ? (
            <span class="quiet cell-hint">{own.next(jst(next, 'minute'))}</span>
          ) : null}
        </>
      ),
    },
  ];
}
