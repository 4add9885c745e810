import { useEffect, useState } from 'preact/hooks';
import { language, type TextKey, text } from '../platform/text.ts';
import { AcknowledgeForm } from './acknowledge-form.tsx';
import { AskForm } from './ask-form.tsx';
import { askedFor, mayAskAgain } from './asked.ts';
import { ContactCard } from './contact.tsx';
import { ContentView } from './content-view.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { explain } from './explanation.ts';
import { shownMoment } from './moment.ts';
import { OpenAgain, webUrl } from './open-again.tsx';
import { ownHalf } from './own-half.ts';
import { Reference } from './reference.tsx';
import { AskedLine } from './request-standing.tsx';
import { Requests } from './requests.tsx';
import { ruleText } from './rule-text.ts';
import { type StoppedAnswer, useStopped } from './use-stopped.ts';
import { visibleText } from './visible-text.ts';

export function BlockPage({ reference }: { reference: string }) {
  const [answer, askAgain] = useStopped(reference);
  // Of a part of a page it is the page that is looked at again, and by the person.
  const passable = answer?.passable && !answer.stopped.part ? answer.stopped.url : null;

  useEffect(() => {
    if (passable !== null) location.replace(passable);
  }, [passable]);

  if (answer === undefined) return <Frame heading={text('loading')} />;
  if (answer === null) {
    return (
      <Frame heading={text('heading_unknown')}>
        <p>{text('unknown_detail')}</p>
      </Frame>
    );
  }
  return <Stopped answer={answer} onAsked={askAgain} />;
}

function Stopped({ answer, onAsked }: { answer: NonNullable<StoppedAnswer>; onAsked: () => void }) {
  const { stopped, host, list, contact, requests, hindrance, passable } = answer;
  const [sent, setSent] = useState(false);
  const { heading, why, todo, askable, warned } = explain(stopped);
  const { decision } = stopped;
  const hasFailed = decision?.failure !== undefined;
  const isContent =
    !hasFailed && (decision?.upload !== undefined || decision?.postings !== undefined);
  const asked = askedFor(requests, { decision: decision?.id, url: stopped.url });
  const justSent = sent && asked === null;
  useEffect(() => {
    if (isContent) document.title = `${text('extension_name')}：${text(heading)}`;
    else if (warned) document.title = text('page_title_warned');
  }, [warned, isContent, heading]);
  return (
    <Frame heading={text(heading)}>
      <p role="status" class={passable ? 'good' : undefined}>
        {passable ? text(passableText(stopped)) : ''}
      </p>
      <section aria-labelledby="destination">
        <h2 id="destination">{text('destination')}</h2>
        <p class="host">
          <bdi>{visibleText(host)}</bdi>
        </p>
        <p class="hostile">
          <bdi>{visibleText(stopped.url)}</bdi>
        </p>
      </section>
      <section aria-labelledby="why">
        <h2 id="why">{text('why')}</h2>
        <p>{text(why)}</p>
        {hindrance && <p>{visibleText(ownHalf(hindrance, language()))}</p>}
        {decision && isContent && <ContentView decision={decision} />}
        {list && !hasFailed && (
          <p>{text('list_line', visibleText(list.title), visibleText(list.reason))}</p>
        )}
        {decision?.rule && !hasFailed && (
          <p class="hint hostile">
            <bdi>{text('rule_line', ruleText(decision.rule))}</bdi>
          </p>
        )}
        {decision?.clause && !hasFailed && (
          <p class="hint">{text('clause_line', decision.clause)}</p>
        )}
        {decision && (
          <p class="hint">
            {text(hasFailed ? 'failed_at' : 'decided_at', shownMoment(decision.at))}
          </p>
        )}
      </section>
      <section aria-labelledby="todo">
        <h2 id="todo">{text('what_to_do')}</h2>
        <ul>
          {todo.map((key) => (
            <li key={key}>{text(key)}</li>
          ))}
          {stopped.obstacle === 'proxy-down' && <li>{text('waiting_proxy')}</li>}
        </ul>
        {!warned && !isContent && !stopped.part && <OpenAgain url={stopped.url} />}
      </section>
      {stopped.obstacle === 'not-enrolled' && (
        <EnrolForm onEnrolled={() => location.replace(webUrl(stopped.url) ?? location.href)} />
      )}
      {warned && (
        <section aria-labelledby="go-on">
          <h2 id="go-on">{text('go_on_title')}</h2>
          <AcknowledgeForm
            reference={stopped.ref}
            url={stopped.url}
            isContent={isContent}
            onDone={() => {
              // What was sent is the page's to send again.
              if (!isContent) location.replace(webUrl(stopped.url) ?? location.href);
            }}
          />
        </section>
      )}
      {askable && (
        <section aria-labelledby="ask">
          <h2 id="ask">{text('ask_title')}</h2>
          {asked && <AskedLine request={asked} />}
          {justSent && (
            <p class="good" role="status">
              {text('ask_sent')}
            </p>
          )}
          {!justSent && mayAskAgain(asked, Date.now()) && (
            <AskForm
              reference={stopped.ref}
              url={stopped.url}
              page={stopped.page}
              onSent={() => {
                setSent(true);
                onAsked();
              }}
            />
          )}
        </section>
      )}
      {requests !== null && requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">{text('earlier_requests')}</h2>
          <Requests requests={requests} />
        </section>
      )}
      <section aria-labelledby="contact">
        <h2 id="contact">{text('whom_to_call')}</h2>
        <ContactCard contact={contact} />
      </section>
      {decision && (
        <section aria-labelledby="reference">
          <h2 id="reference">{text('reference')}</h2>
          <Reference id={decision.id} />
        </section>
      )}
    </Frame>
  );
}

function passableText({ part, decision }: NonNullable<StoppedAnswer>['stopped']): TextKey {
  if (part) return 'passable_part';
  return decision ? 'passable' : 'back_again';
}

function Frame(props: { heading: string; children?: preact.ComponentChildren }) {
  return (
    <>
      <header class="brand">{text('extension_name')}</header>
      <main>
        <h1>{props.heading}</h1>
        {props.children}
      </main>
    </>
  );
}
