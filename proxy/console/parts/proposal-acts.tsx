/** What the reader may do with a proposal: sign or return, withdraw, publish, take over. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { setChanges } from '../changes/store.ts';
import { go } from '../place.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { Confirm } from './confirm.tsx';
import { errorText } from './error-text.ts';
import { Notice } from './notice.tsx';
import { SignForm } from './sign-form.tsx';

export function ProposalActs({
  seen,
  onDone,
}: {
  readonly seen: ConsoleAnswer<'proposal'>;
  readonly onDone: () => void;
}) {
  const words = useWords();
  const own = words.signing;
  const { proposal, may, whyNot } = seen;
  const { number } = proposal;
  const id = String(number);
  const [asking, setAsking] = useState<'withdraw' | 'takeOver' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const publish = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { proposal: after } = await call('publishProposal', { id, body: {} });
      announce(own.published(after.revision ?? 0));
      onDone();
    } catch (error) {
      setProblem(errorText(error, words));
    } finally {
      setBusy(false);
    }
  };
  const nothing = !may.return && !may.withdraw && !may.publish && !may.takeOver;
  if (nothing && whyNot === null) return null;
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{may.return || whyNot !== null ? own.actTitle : words.operations}</h2>
      {whyNot === null ? null : (
        <Notice kind="info">
          <p>{own.whyNot[whyNot]}</p>
        </Notice>
      )}
      {problem === null ? null : (
        <Notice kind="error" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {may.publish ? <p>{own.publishHint}</p> : null}
      <div class="button-row">
        {may.publish ? (
          <button type="button" class="button button-strong" aria-disabled={busy} onClick={publish}>
            {own.publish}
          </button>
        ) : null}
        {may.withdraw ? (
          <button type="button" class="button" onClick={() => setAsking('withdraw')}>
            {own.withdraw}
          </button>
        ) : null}
        {may.takeOver ? (
          <button type="button" class="button" onClick={() => setAsking('takeOver')}>
            {own.takeOver}
          </button>
        ) : null}
      </div>
      {may.return ? <SignForm seen={seen} onDone={onDone} /> : null}
      {asking === 'withdraw' ? (
        <Confirm
          title={own.withdraw}
          text={own.withdrawAsk(number)}
          action={own.withdraw}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await call('withdrawProposal', { id, body: {} });
            setAsking(null);
            announce(own.withdrawn(number));
            onDone();
          }}
        />
      ) : null}
      {asking === 'takeOver' ? (
        <Confirm
          title={own.takeOver}
          text={own.takeOverAsk}
          action={own.takeOver}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setChanges({ base: proposal.base, changes: seen.changes, from: number });
            announce(own.takenOver(number));
            go('/changes');
          }}
        />
      ) : null}
    </section>
  );
}
