/** Requests for access: open and decided; administrators grant or decline. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { DeclineDialog } from '../parts/decline-dialog.tsx';
import { GrantDialog } from '../parts/grant-dialog.tsx';
import { Loading } from '../parts/loading.tsx';
import { OpenTabs, useIsOver } from '../parts/open-tabs.tsx';
import { Page } from '../parts/page.tsx';
import { type Asked, RequestGroupCards } from '../parts/request-group.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useNames } from '../parts/use-names.ts';
import { useMayChange, useSession } from '../session.tsx';
import { groupsOf } from '../text/request-groups.ts';
import { useWords } from '../words/language.tsx';

export function RequestsPage() {
  const words = useWords();
  const own = words.work.requests;
  const mayChange = useMayChange();
  const { role } = useSession().account;
  const names = useNames();
  const decided = useIsOver('decided');
  const [dialog, setDialog] = useState<Asked | null>(null);
  // Open ones are shown with what the same person asked before.
  const loaded = useLoad('requests', (signal) =>
    call('accessRequests', { query: { state: 'all' }, signal }),
  );
  const done = (text: string) => {
    setDialog(null);
    announce(text);
    loaded.reload();
  };
  return (
    <Page title={words.pages.requests}>
      <p>{role === 'administrator' || role === 'auditor' ? own.intro : own.introOwn}</p>
      <OpenTabs path="/requests" over="decided" words={own} />
      <Loading loaded={loaded}>
        {({ requests }) => {
          const shown = requests.filter(({ state }) => (state !== 'open') === decided);
          if (shown.length === 0) {
            return <p class="empty">{decided ? own.emptyDecided : own.emptyOpen}</p>;
          }
          return (
            <ul class="cards">
              {groupsOf(shown).map((group) => (
                <RequestGroupCards
                  key={group.requests[0]?.id}
                  group={group}
                  all={requests}
                  names={names}
                  proposals={proposalsOf(requests)}
                  {...(mayChange && { onAnswer: setDialog })}
                />
              ))}
            </ul>
          );
        }}
      </Loading>
      {dialog?.kind === 'grant' ? (
        <GrantDialog
          request={dialog.of}
          others={dialog.others}
          onClose={() => setDialog(null)}
          onDone={(revision, proposal) =>
            done(revision === null ? words.signing.granted(proposal ?? 0) : own.granted(revision))
          }
        />
      ) : null}
      {dialog?.kind === 'decline' ? (
        <DeclineDialog
          request={dialog.of}
          onClose={() => setDialog(null)}
          onDone={() => done(own.declined)}
        />
      ) : null}
    </Page>
  );
}

/** Requests whose grant waits for a signature. */
function proposalsOf(
  requests: readonly { readonly id: string; readonly proposal: number | null }[],
): ReadonlyMap<string, number> {
  return new Map(
    requests.flatMap(({ id, proposal }) => (proposal === null ? [] : [[id, proposal] as const])),
  );
}
