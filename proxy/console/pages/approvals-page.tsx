/** Stopped uploads that somebody may let go: waiting and answered. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { ApprovalCard, type ShownApproval } from '../parts/approval-card.tsx';
import { ApproveDialog, SendBackDialog } from '../parts/approval-dialogs.tsx';
import { Loading } from '../parts/loading.tsx';
import { OpenTabs, useIsOver } from '../parts/open-tabs.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useNames } from '../parts/use-names.ts';
import { useWords } from '../words/language.tsx';

export function ApprovalsPage() {
  const words = useWords();
  const own = words.approvals;
  const names = useNames();
  const decided = useIsOver('decided');
  const [dialog, setDialog] = useState<{
    kind: 'approve' | 'send-back';
    of: ShownApproval;
  } | null>(null);
  const loaded = useLoad('approvals', (signal) =>
    call('uploadApprovals', { query: { state: 'all' }, signal }),
  );
  const close = () => setDialog(null);
  const done = (text: string) => {
    close();
    announce(text);
    loaded.reload();
  };
  return (
    <Page title={words.pages.approvals}>
      <p>{own.intro}</p>
      <OpenTabs path="/approvals" over="decided" words={own} />
      <Loading loaded={loaded}>
        {({ approvals }) => {
          const shown = approvals.filter(({ state }) => (state !== 'open') === decided);
          if (shown.length === 0) {
            return <p class="empty">{decided ? own.emptyDecided : own.emptyOpen}</p>;
          }
          return (
            <ul class="cards">
              {shown.map((request) => (
                <ApprovalCard
                  key={request.id}
                  request={request}
                  names={names}
                  now={new Date().toISOString()}
                  onApprove={() => setDialog({ kind: 'approve', of: request })}
                  onSendBack={() => setDialog({ kind: 'send-back', of: request })}
                />
              ))}
            </ul>
          );
        }}
      </Loading>
      {dialog?.kind === 'approve' ? (
        <ApproveDialog request={dialog.of} onClose={close} onDone={() => done(own.approved)} />
      ) : null}
      {dialog?.kind === 'send-back' ? (
        <SendBackDialog request={dialog.of} onClose={close} onDone={() => done(own.sentBack)} />
      ) : null}
    </Page>
  );
}
