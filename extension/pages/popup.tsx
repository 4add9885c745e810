import { useEffect, useState } from 'preact/hooks';
import type { MessageAnswer } from '../messages.ts';
import { language, type TextKey, text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { ContactCard } from './contact.tsx';
import { Decisions } from './decisions.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { shownMoment } from './moment.ts';
import { ownHalf } from './own-half.ts';
import { PostingDrafts } from './posting-drafts.tsx';
import { Requests } from './requests.tsx';
import { SwitchForm } from './switch-form.tsx';
import { UploadApprovals } from './upload-approvals.tsx';
import { visibleText } from './visible-text.ts';
import { WantedParts } from './wanted.tsx';

type State = MessageAnswer<'popup'>;
type Status = NonNullable<State['status']>;

const refreshMs = 3000;

export function Popup({ tab }: { tab: () => Promise<number | null> }) {
  const [state, setState] = useState<State | undefined>(undefined);
  const refresh = () =>
    void tab()
      .then((shown) => askBackground('popup', { tab: shown }))
      .then((next) => next !== undefined && setState(next));

  useEffect(() => {
    refresh();
    const timer = setInterval(refresh, refreshMs);
    return () => clearInterval(timer);
  }, []);

  return (
    <>
      <header class="brand">
        <h1>{text('extension_name')}</h1>
      </header>
      <main>{state ? <Known state={state} onChanged={refresh} /> : <p>{text('loading')}</p>}</main>
    </>
  );
}

function Known({ state, onChanged }: { state: State; onChanged: () => void }) {
  const { person, status, requests, people, contact, hindrance, wanted } = state;
  if (!state.enrolled || person === null) {
    return (
      <>
        <EnrolForm onEnrolled={onChanged} />
        <Help contact={contact} />
      </>
    );
  }
  return (
    <>
      <section aria-labelledby="person">
        <h2 id="person">{text('popup_person')}</h2>
        <p class="strong">{visibleText(person.name)}</p>
        <p>{visibleText(person.unit ?? text('popup_unit_none'))}</p>
        {people.some((each) => each.user !== person.user) && (
          <SwitchForm people={people} current={person.user} onSwitched={onChanged} />
        )}
      </section>
      <StateOf status={status} hindrance={hindrance} withoutRoom={state.withoutRoom} />
      {hindrance && <EnrolForm onEnrolled={onChanged} />}
      <WantedParts wanted={wanted} requests={requests} />
      <PostingDrafts drafts={state.drafts} places={state.places} onChanged={onChanged} />
      <UploadApprovals approvals={state.approvals} />
      {status && (
        <section aria-labelledby="decisions">
          <h2 id="decisions">{text('popup_decisions')}</h2>
          <Decisions decisions={status.decisions} />
        </section>
      )}
      {requests !== null && (
        <section aria-labelledby="requests">
          <h2 id="requests">{text('my_requests')}</h2>
          {requests.length === 0 ? (
            <p>{text('no_requests')}</p>
          ) : (
            <Requests requests={requests.slice(0, 10)} />
          )}
        </section>
      )}
      <Help contact={contact} />
    </>
  );
}

const policyStates: Readonly<Record<Status['policy']['state'], TextKey>> = {
  fresh: 'popup_policy_fresh',
  stale: 'popup_policy_stale',
  expired: 'popup_policy_expired',
  none: 'popup_policy_none',
};
const hubStates: Readonly<Record<Status['hub']['state'], TextKey>> = {
  connected: 'popup_hub_connected',
  unreachable: 'popup_hub_unreachable',
  never: 'popup_hub_never',
};

function StateOf({
  status,
  hindrance,
  withoutRoom,
}: {
  status: Status | null;
  hindrance: string | null;
  withoutRoom: number;
}) {
  const policy = status?.policy;
  return (
    <section aria-labelledby="state">
      <h2 id="state">{text('popup_state')}</h2>
      {hindrance && <p class="error">{visibleText(ownHalf(hindrance, language()))}</p>}
      <dl>
        <dt>{text('popup_proxy')}</dt>
        <dd class={status ? undefined : 'error'}>
          {text(status ? 'popup_proxy_running' : 'popup_proxy_silent')}
        </dd>
        {policy && (
          <>
            <dt>{text('popup_policy')}</dt>
            <dd>
              {policy.revision !== null && (
                <>
                  {text('popup_revision', String(policy.revision))}
                  {policy.published && <span class="hint"> {shownMoment(policy.published)}</span>}
                  <br />
                </>
              )}
              <span class={policy.state === 'fresh' ? undefined : 'error'}>
                {text(policyStates[policy.state])}
              </span>
              {policy.mode === 'observe' && <p>{text('popup_mode_observe')}</p>}
              {withoutRoom > 0 && <p>{text('popup_without_room', String(withoutRoom))}</p>}
            </dd>
          </>
        )}
        {status && (
          <>
            <dt>{text('popup_hub')}</dt>
            <dd>
              {text(hubStates[status.hub.state])}
              {status.hub.waiting > 0 && (
                <p class="hint">{text('popup_waiting', String(status.hub.waiting))}</p>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Help({ contact }: { contact: State['contact'] }) {
  return (
    <section aria-labelledby="help">
      <h2 id="help">{text('popup_help')}</h2>
      <ContactCard contact={contact} />
    </section>
  );
}
