/** Requests for access: open and decided; administrators grant or decline. */
import { useState } from 'preact/hooks';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { DeclineDialog } from '../parts/decline-dialog.tsx';
import { GrantDialog } from '../parts/grant-dialog.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { RequestCard } from '../parts/request-card.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useNames } from '../parts/use-names.ts';
import { usePlace } from '../place.ts';
import { useMayChange, useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';

export function RequestsPage() {
  const words = useWords();
  const own = words.work.requests;
  const mayChange = useMayChange();
  const { role } = useSession().account;
  const names = useNames();
  const decided = usePlace().query.get('show') === 'decided';
  const [dialog, setDialog] = useState<{ kind: 'grant' | 'decline'; of: AccessRequest } | null>(
    null,
  );
  const loaded = useLoad(decided ? 'all' : 'open', (signal) =>
    call('accessRequests', { query: { state: decided ? 'all' : 'open' }, signal }),
  );
  const done = (text: string) => {
    setDialog(null);
    announce(text);
    loaded.reload();
  };
  return (
    <Page title={words.pages.requests}>
      <p>{role === 'administrator' || role === 'auditor' ? own.intro : own.introOwn}</p>
      <nav class="tabs" aria-label={own.show}>
        <a href="/requests" aria-current={decided ? undefined : 'true'}>
          {own.open}
        </a>
        <a href="/requests?show=decided" aria-current={decided ? 'true' : undefined}>
          {own.decided}
        </a>
      </nav>
      <Loading loaded={loaded}>
        {({ requests }) => {
          const shown = decided ? requests.filter(({ state }) => state !== 'open') : requests;
          if (shown.length === 0) {
            return <p class="empty">{decided ? own.emptyDecided : own.emptyOpen}</p>;
          }
          return (
            <ul class="cards">
              {shown.map((request) => (
                <RequestCard
                  key={request.id}
                  request={request}
                  names={names}
                  proposal={request.proposal}
                  {...(mayChange &&
                    request.state === 'open' && {
                      onGrant: () => setDialog({ kind: 'grant', of: request }),
                      onDecline: () => setDialog({ kind: 'decline', of: request }),
                    })}
                />
              ))}
            </ul>
          );
        }}
      </Loading>
      {dialog?.kind === 'grant' ? (
        <GrantDialog
          request={dialog.of}
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
