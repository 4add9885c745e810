/** The last day: what was allowed, warned, blocked; the terminals; what waits for somebody. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call, queryText } from '../api.ts';
import { DayChart } from '../parts/day-chart.tsx';
import { ExpiringEntries } from '../parts/expiring-entries.tsx';
import { Facts } from '../parts/facts.tsx';
import { Loading } from '../parts/loading.tsx';
import { MissingResponsible } from '../parts/missing-responsible.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { RefusedTable } from '../parts/refused-table.tsx';
import { TerminalTable } from '../parts/terminal-table.tsx';
import { UnknownOperations } from '../parts/unknown-operations.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useWords } from '../words/language.tsx';

const tiles = [
  ['allow', 'tile-good'],
  ['warn', 'tile-caution'],
  ['block', 'tile-bad'],
] as const;

export function OverviewPage() {
  const words = useWords();
  const overview = useLoad('overview', (signal) => call('overview', { signal }));
  return (
    <Page title={words.pages.overview}>
      <Loading loaded={overview}>
        {(data) => <Overview data={data} onExtended={overview.reload} />}
      </Loading>
    </Page>
  );
}

const soonMs = 3 * 24 * 3_600_000;

function isSoon({ left }: ConsoleAnswer<'overview'>['expiring'][number]): boolean {
  return left > 0 && left <= soonMs;
}

function Overview({
  data,
  onExtended,
}: {
  readonly data: ConsoleAnswer<'overview'>;
  readonly onExtended: () => void;
}) {
  const words = useWords();
  const own = words.work.overview;
  return (
    <>
      {data.revision === null ? (
        <Notice kind="error">
          <p>{own.noPolicy}</p>
        </Notice>
      ) : null}
      <MissingResponsible services={data.missingResponsible} />
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
          [
            own.openReviews,
            <Waiting key="reviews" open={data.openReviews} overdue={data.overdueReviews} />,
          ],
          [
            own.openCorrections,
            <Waiting
              key="corrections"
              state="correction"
              open={data.openCorrections}
              overdue={data.overdueCorrections}
            />,
          ],
          [
            own.disasterReviews,
            data.disasterReviews === 0 ? null : (
              <a key="disaster" href="/postings?state=disaster">
                {words.count(data.disasterReviews)}
              </a>
            ),
          ],
          [
            words.access.expiring.soon,
            <a key="expiring" href="#expiring">
              {words.count(data.expiring.filter(isSoon).length)}
            </a>,
          ],
          [
            own.uploads,
            <a key="uploads" href={`/uploads${queryText({ since: data.since })}`}>
              {words.count(data.uploads)}
            </a>,
          ],
        ]}
      />
      <section aria-labelledby="day">
        <h2 id="day">{own.lastDay}</h2>
        <ul class="tiles">
          {tiles.map(([action, look]) => (
            <li key={action}>
              <a class={`tile ${look}`} href={`/audit${queryText({ action, since: data.since })}`}>
                <span class="tile-name">{words.actions[action]}</span>
                <span class="tile-number">{words.count(data.counts[action])}</span>
              </a>
            </li>
          ))}
        </ul>
        <p class="quiet">
          {own.since}: <Moment iso={data.since} to="minute" />
        </p>
        <DayChart hours={data.hours} />
      </section>
      <section aria-labelledby="refused">
        <h2 id="refused">{own.refused}</h2>
        <RefusedTable refused={data.refused} since={data.since} />
      </section>
      <UnknownOperations operations={data.unknownOperations} />
      <section aria-labelledby="terminals">
        <h2 id="terminals">{own.terminals}</h2>
        <TerminalTable terminals={data.terminals} />
      </section>
      <section aria-labelledby="expiring">
        <h2 id="expiring">{own.expiring}</h2>
        <ExpiringEntries
          expiring={data.expiring}
          revision={data.revision ?? 0}
          onExtended={onExtended}
        />
      </section>
    </>
  );
}

/** Postings that wait for somebody, and how many of them too long. */
function Waiting({
  open,
  overdue,
  state,
}: {
  readonly open: number;
  readonly overdue: number;
  /** Without it: to be reviewed. */
  readonly state?: 'correction';
}) {
  const words = useWords();
  const late = state === undefined ? 'overdue' : `${state}-overdue`;
  return (
    <>
      <a href={`/postings?state=${state ?? 'open'}`}>{words.count(open)}</a>
      {overdue === 0 ? null : (
        <>
          {words.comma}
          <a href={`/postings?state=${late}`}>
            {words.work.overview.overdue(words.count(overdue))}
          </a>
        </>
      )}
    </>
  );
}
