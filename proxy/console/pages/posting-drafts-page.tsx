/** Postings that wait for an approval: written, answered, and closed. */
import { useState } from 'preact/hooks';
import type { ShownDraft } from '../../../shared/protocol/drafts.ts';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Loading } from '../parts/loading.tsx';
import { OpenTabs, useIsOver } from '../parts/open-tabs.tsx';
import { Page } from '../parts/page.tsx';
import { type DraftAct, PostingDraftCard } from '../parts/posting-draft-card.tsx';
import {
  ApproveDraftDialog,
  SendBackDraftDialog,
  WriteDraftDialog,
} from '../parts/posting-draft-dialogs.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useNames } from '../parts/use-names.ts';
import { useWords } from '../words/language.tsx';

export function PostingDraftsPage() {
  const words = useWords();
  const own = words.drafts;
  const names = useNames();
  const closed = useIsOver('closed');
  const [dialog, setDialog] = useState<
    { kind: 'write' } | { kind: DraftAct; of: ShownDraft } | null
  >(null);
  const state = closed ? 'closed' : 'open';
  const loaded = useLoad(`drafts ${state}`, (signal) =>
    call('drafts', { query: { state }, signal }),
  );
  const close = () => setDialog(null);
  const done = (text: string) => () => {
    close();
    announce(text);
    loaded.reload();
  };
  return (
    <Page title={words.pages.postingDrafts}>
      <p>{own.intro}</p>
      <OpenTabs path="/posting-drafts" over="closed" words={own} />
      <Loading loaded={loaded}>
        {({ drafts, places }) => (
          <>
            {places.length === 0 ? null : (
              <div class="button-row">
                <button type="button" class="button" onClick={() => setDialog({ kind: 'write' })}>
                  {own.write}
                </button>
              </div>
            )}
            {drafts.length === 0 ? (
              <p class="empty">{closed ? own.emptyClosed : own.emptyOpen}</p>
            ) : (
              <ul class="cards">
                {drafts.map((draft) => (
                  <PostingDraftCard
                    key={draft.id}
                    draft={draft}
                    names={names}
                    onAct={(kind) => setDialog({ kind, of: draft })}
                  />
                ))}
              </ul>
            )}
            {dialog?.kind === 'write' ? (
              <WriteDraftDialog
                draft={null}
                places={places}
                onClose={close}
                onDone={done(own.done.written)}
              />
            ) : null}
            {dialog?.kind === 'revise' ? (
              <WriteDraftDialog
                draft={dialog.of}
                places={places}
                onClose={close}
                onDone={done(own.done.revised)}
              />
            ) : null}
          </>
        )}
      </Loading>
      {dialog?.kind === 'approve' ? (
        <ApproveDraftDialog draft={dialog.of} onClose={close} onDone={done(own.done.approved)} />
      ) : null}
      {dialog?.kind === 'send-back' ? (
        <SendBackDraftDialog draft={dialog.of} onClose={close} onDone={done(own.done.sentBack)} />
      ) : null}
      {dialog?.kind === 'withdraw' ? (
        <Confirm
          title={own.withdrawTitle}
          text={own.withdrawWords}
          action={own.withdraw}
          onClose={close}
          onConfirm={async () => {
            const { id, version } = dialog.of;
            await call('withdrawDraft', { id, body: { version } });
            done(own.done.withdrawn)();
          }}
        />
      ) : null}
    </Page>
  );
}
