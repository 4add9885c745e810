/** The last day: what was allowed, warned, blocked; the terminals; what waits for somebody. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { DayChart } from '../parts/day-chart.tsx';
import { ExpiringEntries } from '../parts/expiring-entries.tsx';
import { Facts } from '../parts/facts.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { RefusedTable } from '../parts/refused-table.tsx';
import { TerminalTable } from '../parts/terminal-table.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useWords } from '../words/language.tsx';

export function OverviewPage() {
  const words = useWords();
  const overview = useLoad('overview', (signal) => call('overview', { signal }));
  return (
    <Page title={words.pages.overview}>
      <Loading loaded={overview}>{(data) => <Overview data={data} />}</Loading>
    </Page>
  );
}

function Overview({ data }: { readonly data: ConsoleAnswer<'overview'> }) {
  const words = useWords();
  const own = words.work.overview;
  return (
    <>
      {data.revision === null ? (
        <Notice kind="error">
          <p>{own.noPolicy}</p>
        </Notice>
      ) : null}
      <Facts
        facts={[
          [own.currentRevision, data.revision],
          [own.mode, data.mode === null ? null : words.modes[data.mode]],
          [
            own.openRequests,
            <a key="requests" href="/requests">
              {words.count(data.openRequests)}
            </a>,
          ],
        ]}
      />
      <section aria-labelledby="day">
        <h2 id="day">{own.lastDay}</h2>
        <ul class="tiles">
          <li class="tile tile-good">
            <span class="tile-name">{words.actions.allow}</span>
            <span class="tile-number">{words.count(data.counts.allow)}</span>
          </li>
          <li class="tile tile-caution">
            <span class="tile-name">{words.actions.warn}</span>
            <span class="tile-number">{words.count(data.counts.warn)}</span>
          </li>
          <li class="tile tile-bad">
            <span class="tile-name">{words.actions.block}</span>
            <span class="tile-number">{words.count(data.counts.block)}</span>
          </li>
        </ul>
        <p class="quiet">
          {own.since}: <Moment iso={data.since} to="minute" />
        </p>
        <DayChart hours={data.hours} />
      </section>
      <section aria-labelledby="refused">
        <h2 id="refused">{own.refused}</h2>
        <RefusedTable refused={data.refused} />
      </section>
      <section aria-labelledby="terminals">
        <h2 id="terminals">{own.terminals}</h2>
        <TerminalTable terminals={data.terminals} />
      </section>
      <section aria-labelledby="expiring">
        <h2 id="expiring">{own.expiring}</h2>
        <ExpiringEntries expiring={data.expiring} />
      </section>
    </>
  );
}
