/** Which refused destinations the pages of allowed sites wanted; from here into the draft of a list. */
import { useState } from 'preact/hooks';
import type { EntryFields } from '../../../shared/policy/schema.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call, queryText } from '../api.ts';
import { RadioField } from '../parts/choices.tsx';
import { ChooseDays, useDays } from '../parts/choose-days.tsx';
import { countColumn } from '../parts/count-column.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { DraftDialog } from '../parts/draft-dialog.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useMayChange } from '../session.tsx';
import { jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

type Answer = ConsoleAnswer<'wanted'>;
type Site = Answer['sites'][number];
type Host = Site['wanted'][number];

export function WantedPage() {
  const words = useWords();
  const own = words.access.wanted;
  const days = useDays();
  const loaded = useLoad(String(days), (signal) => call('wanted', { query: { days }, signal }));
  return (
    <Page title={words.pages.wanted}>
      <p>{own.intro}</p>
      <ChooseDays path="/wanted" />
      <Loading loaded={loaded}>{(data) => <Sites data={data} />}</Loading>
    </Page>
  );
}

function Sites({ data }: { readonly data: Answer }) {
  const words = useWords();
  const own = words.access.wanted;
  const [chosen, setChosen] = useState<{ site: Site; host: Host } | null>(null);
  return (
    <>
      <p class="quiet">{words.access.since(jst(data.since, 'minute'))}</p>
      {data.sites.length === 0 ? (
        <p class="empty">
          {own.empty}
          <br />
          {own.emptyHint}
        </p>
      ) : (
        data.sites.map((site) => (
          <SiteTable
            key={site.site}
            site={site}
            since={data.since}
            onAdd={(host) => setChosen({ site, host })}
          />
        ))
      )}
      {data.leftOff > 0 ? <p>{own.leftOff(data.leftOff)}</p> : null}
      {data.unseen.length === 0 ? null : (
        <section aria-labelledby="unseen">
          <h2 id="unseen">{own.unseenTitle}</h2>
          <p>{own.unseenHint}</p>
          <DataTable
            caption={own.unseenTitle}
            columns={[
              {
                id: 'host',
                label: own.host,
                heading: true,
                value: ({ host }) => host,
                cell: ({ host }) => (
                  <a href={`/audit${queryText({ host, since: data.since })}`}>
                    <Foreign text={host} code />
                  </a>
                ),
              },
              countColumn(
                words,
                'count',
                own.times,
                ({ count }: { readonly count: number }) => count,
              ),
            ]}
            rows={data.unseen}
            keyOf={({ host }) => host}
          />
        </section>
      )}
      {chosen === null ? null : <AddHost {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function SiteTable({
  site,
  since,
  onAdd,
}: {
  readonly site: Site;
  readonly since: string;
  readonly onAdd: (host: Host) => void;
}) {
  const words = useWords();
  const own = words.access.wanted;
  const mayChange = useMayChange();
  const columns: Column<Host>[] = [
    {
      id: 'host',
      label: own.host,
      heading: true,
      value: ({ host }) => host,
      cell: ({ host, port }) => (
        <a href={`/audit${queryText({ host, since })}`}>
          <Foreign text={port === 443 || port === 80 ? host : `${host}:${port}`} code />
        </a>
      ),
    },
    countColumn(words, 'count', own.times, ({ count }) => count),
    countColumn(words, 'people', own.people, ({ people }) => people),
    {
      id: 'last',
      label: own.last,
      value: ({ last }) => last,
      cell: ({ last }) => <Moment iso={last} to="minute" />,
    },
    {
      id: 'state',
      label: own.state,
      cell: ({ blockedBy }) =>
        blockedBy === null ? own.byDefault : <Foreign text={own.blockedBy(blockedBy)} />,
    },
  ];
  if (mayChange) {
    columns.push({
      id: 'add',
      label: words.operations,
      cell: (host) =>
        host.match === null ? (
          <span class="quiet">{own.cannot}</span>
        ) : (
          <button
            type="button"
            class="button button-small"
            aria-label={own.addHost(visible(host.host), visible(site.site))}
            onClick={() => onAdd(host)}
          >
            {own.add}
          </button>
        ),
    });
  }
  return (
    <section aria-label={visible(site.site)}>
      <h2>
        <Foreign text={site.site} code />
      </h2>
      <p class="quiet">
        {own.allowedBy}: <Foreign text={site.allowedBy} code />
      </p>
      <DataTable
        caption={visible(site.site)}
        columns={columns}
        rows={site.wanted}
        keyOf={({ host, port }) => `${host}:${port}`}
      />
    </section>
  );
}

function AddHost({
  site,
  host,
  onClose,
}: {
  readonly site: Site;
  readonly host: Host;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.access.wanted;
  const [how, setHow] = useState<'site' | 'all'>(site.initiator === null ? 'all' : 'site');
  const entry: EntryFields = {
    match: host.match ?? '',
    ...(how === 'site' && site.initiator !== null && { initiators: [site.initiator] }),
  };
  const kinds = site.initiator === null ? (['all'] as const) : (['site', 'all'] as const);
  return (
    <DraftDialog entries={[entry]} onClose={onClose} onDone={onClose}>
      <RadioField
        legend={own.how}
        hint={own.howHint(visible(site.initiator ?? site.site))}
        options={kinds.map((value) => ({ value, text: own.hows[value] }))}
        value={how}
        onChange={setHow}
      />
    </DraftDialog>
  );
}
