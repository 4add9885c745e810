/** Postings in a disaster: the switch, what is on, what was. */
import { useState } from 'preact/hooks';
import type { ShownDisaster } from '../../../shared/protocol/disasters.ts';
import { call } from '../api.ts';
import { maySee } from '../navigation.ts';
import { announce } from '../parts/announce.tsx';
import { DisasterCard } from '../parts/disaster-card.tsx';
import { EndDisasterDialog } from '../parts/end-disaster-dialog.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { ThrowDisaster } from '../parts/throw-disaster.tsx';
import { type Disasters, tellDisasters } from '../parts/use-disasters.ts';
import { useLoad } from '../parts/use-load.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';

export function DisastersPage() {
  const words = useWords();
  const { id } = useSession().account;
  const loaded = useLoad('disasters', async (signal) => {
    const answer = await call('disasters', { signal });
    tellDisasters(id, answer);
    return answer;
  });
  return (
    <Page title={words.pages.disasters}>
      <p>{words.disaster.intro}</p>
      <Loading loaded={loaded}>{(data) => <Sections data={data} reload={loaded.reload} />}</Loading>
    </Page>
  );
}

function Sections({ data, reload }: { readonly data: Disasters; readonly reload: () => void }) {
  const words = useWords();
  const own = words.disaster;
  const { role } = useSession().account;
  const [ending, setEnding] = useState<ShownDisaster | null>(null);
  const done = (text: string) => {
    setEnding(null);
    announce(text);
    reload();
  };
  const cards = (disasters: readonly ShownDisaster[]) => (
    <ul class="cards">
      {disasters.map((each) => (
        <DisasterCard key={each.id} disaster={each} onEnd={() => setEnding(each)} />
      ))}
    </ul>
  );
  return (
    <>
      <section aria-labelledby="now">
        <h2 id="now">{own.nowTitle}</h2>
        {data.on.length === 0 ? <p class="empty">{own.none}</p> : cards(data.on)}
        {maySee(role, 'postings') && data.unconfirmed > 0 ? (
          <p>
            <a href="/postings?state=disaster">{own.unconfirmed(words.count(data.unconfirmed))}</a>
          </p>
        ) : null}
      </section>
      <section aria-labelledby="throw">
        <h2 id="throw">{own.throwTitle}</h2>
        {data.mayThrow.length === 0 ? (
          <p class="empty">{own.notNamed}</p>
        ) : (
          <ThrowDisaster mayThrow={data.mayThrow} onDone={() => done(own.thrown)} />
        )}
      </section>
      {maySee(role, 'postings') ? (
        <section aria-labelledby="earlier">
          <h2 id="earlier">{own.earlier}</h2>
          {data.earlier.length === 0 ? <p class="empty">{own.earlierNone}</p> : cards(data.earlier)}
        </section>
      ) : null}
      {ending === null ? null : (
        <EndDisasterDialog
          disaster={ending}
          onClose={() => setEnding(null)}
          onDone={() => done(own.ended)}
        />
      )}
    </>
  );
}
