/** The unpublished changes tried on the recorded decisions: how many days, how far it is, what came out. */
import { useEffect, useState } from 'preact/hooks';
import { useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { RadioField } from './choices.tsx';
import { errorTextWithFields } from './error-text.ts';
import { Notice } from './notice.tsx';
import { ReplayResult } from './replay-result.tsx';
import { type Replaying, type ReplayState, useReplay } from './use-replay.ts';

const dayChoices = ['1', '7', '30', '90'] as const;
type Days = (typeof dayChoices)[number];

export function ReplaySection() {
  const own = useWords().replay;
  const set = useChanges();
  return (
    <section aria-labelledby="replay">
      <h2 id="replay">{own.title}</h2>
      <p>{own.intro}</p>
      {/* Other changes are another question: what was found is no longer about them. */}
      <Trial key={JSON.stringify(set)} />
    </section>
  );
}

function Trial() {
  const words = useWords();
  const own = words.replay;
  const replay = useReplay(useChanges());
  const { state, busy, error } = replay;
  const [days, setDays] = useState<Days>('30');
  const outcome = busy ? null : (state?.state ?? null);
  useEffect(() => {
    if (outcome === 'done') announce(own.done);
    if (outcome === 'cancelled') announce(own.cancelled);
  }, [outcome]);
  return (
    <>
      <RadioField
        legend={own.days}
        options={dayChoices.map((value) => ({ value, text: own.daysKinds[value] }))}
        value={days}
        onChange={setDays}
      />
      <div class="button-row">
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) void replay.start(Number(days));
          }}
        >
          {state === null ? own.start : own.again}
        </button>
      </div>
      {busy ? <Progress replay={replay} /> : null}
      {error === null ? null : (
        <Notice kind="error" alert>
          <p>{errorTextWithFields(error, words)}</p>
        </Notice>
      )}
      {busy || state === null ? null : <Outcome state={state} />}
    </>
  );
}

function Progress({ replay }: { readonly replay: Replaying }) {
  const own = useWords().replay;
  const { state } = replay;
  const total = state?.total ?? 0;
  const looked = state?.looked ?? 0;
  return (
    <div class="replay-progress">
      <progress aria-label={own.progress} max={Math.max(1, total)} value={looked} />
      <p>{state === null ? own.starting : own.running(looked, total)}</p>
      <button
        type="button"
        class="button button-small"
        disabled={state === null}
        onClick={() => replay.cancel()}
      >
        {own.cancel}
      </button>
    </div>
  );
}

function Outcome({ state }: { readonly state: ReplayState }) {
  const own = useWords().replay;
  switch (state.state) {
    case 'running':
    case 'cancelled':
      return null;
    case 'failed':
      return (
        <Notice kind="error" alert>
          <p>{own.failed}</p>
        </Notice>
      );
    case 'done':
      return state.report === null ? null : <ReplayResult report={state.report} />;
    default:
      return state.state satisfies never;
  }
}
