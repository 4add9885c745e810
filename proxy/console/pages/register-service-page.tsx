/** One service of the register: what is missing, persons, accounts, rules, terms, history. */
import { useState } from 'preact/hooks';
import type { RegisteredService, RegisterField } from '../../../shared/protocol/register.ts';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { RegisterEditDialog } from '../parts/register-edit-dialog.tsx';
import { GapList } from '../parts/register-gaps.tsx';
import { RegisterHistory } from '../parts/register-history.tsx';
import {
  Hours,
  Lines,
  People,
  type Person,
  personName,
  type RegisterAccount,
  Term,
  Topics,
  Unwritten,
} from '../parts/register-value.tsx';
import { TermsCheck } from '../parts/terms-check.tsx';
import { useLoad } from '../parts/use-load.ts';
import { periodText } from '../text/period-text.ts';
import { useWords } from '../words/language.tsx';

interface Open {
  readonly field: RegisterField;
  readonly account: string | null;
}

export function RegisterServicePage({ id }: { readonly id: string }) {
  const words = useWords();
  const loaded = useLoad(`register ${id}`, (signal) => call('register', { signal }));
  const found = loaded.data?.services.find(({ service }) => service === id);
  const [round, setRound] = useState(0);
  const done = (text: string) => {
    announce(text);
    setRound(round + 1);
    loaded.reload();
  };
  return (
    <Page
      title={found?.title ?? words.pages.register}
      aside={
        found === undefined ? undefined : (
          <a class="button" href={`/register/${encodeURIComponent(id)}/procedure`}>
            {words.register.procedure}
          </a>
        )
      }
    >
      <Loading loaded={loaded}>
        {({ revision, people }) =>
          found === undefined ? (
            <p class="empty">{words.notFound}</p>
          ) : (
            <Service {...{ revision, people, onDone: done }} of={found} />
          )
        }
      </Loading>
      {found === undefined ? null : <RegisterHistory key={round} service={id} />}
    </Page>
  );
}

function Service({
  of,
  revision,
  people,
  onDone,
}: {
  readonly of: RegisteredService;
  readonly revision: number;
  readonly people: readonly Person[];
  readonly onDone: (text: string) => void;
}) {
  const words = useWords();
  const own = words.register;
  const [open, setOpen] = useState<Open | null>(null);
  const { rule, effective, mayEdit } = of;
  const change = (field: RegisterField, account: string | null = null) =>
    mayEdit.includes(field) ? (
      <button
        type="button"
        class="button-plain"
        aria-label={`${words.edit}: ${account === null ? own.fields[field] : `${own.fields[field]} ${account}`}`}
        onClick={() => setOpen({ field, account })}
      >
        {words.edit}
      </button>
    ) : null;
  const editable = (field: RegisterField, value: preact.ComponentChildren) =>
    [
      own.fields[field],
      <div key={field}>
        {value} {change(field)}
      </div>,
    ] as const;
  const { terms } = rule;
  return (
    <>
      <section aria-labelledby="attention">
        <h2 id="attention">{own.attention}</h2>
        <GapList gaps={of.gaps} />
        {mayEdit.length === 0 ? <p class="quiet">{own.readOnly}</p> : null}
      </section>
      <section aria-labelledby="people">
        <h2 id="people">{own.people}</h2>
        <Facts
          facts={[
            editable('responsible', <Foreign text={personName(rule.responsible, people)} />),
            editable('deputies', <People people={rule.deputies ?? []} known={people} />),
            mayEdit.includes('opened')
              ? editable(
                  'opened',
                  rule.opened === undefined ? (
                    <Unwritten />
                  ) : (
                    rule.opened.map((field) => own.fields[field]).join(words.comma)
                  ),
                )
              : ['', null],
          ]}
        />
      </section>
      {rule.accounts.map((account) => (
        <Account
          key={account.name}
          account={account}
          isSuspended={of.suspendedNow.includes(account.name)}
          people={people}
          change={change}
        />
      ))}
      <section aria-labelledby="what">
        <h2 id="what">{own.content}</h2>
        <Facts
          facts={[
            editable(
              'purpose',
              rule.purpose === undefined ? <Unwritten /> : <Foreign text={rule.purpose} />,
            ),
            editable('topics', <Topics topics={rule.topics} />),
            editable('topicMissing', own.actions[effective.topicMissing as 'allow']),
            editable('notAllowed', <Lines lines={rule.notAllowed} />),
            editable('pictureMetadata', own.actions[effective.pictureMetadata]),
          ]}
        />
      </section>
      <section aria-labelledby="when">
        <h2 id="when">{own.when}</h2>
        <Facts
          facts={[
            editable('hours', <Hours hours={rule.hours} />),
            editable('outsideHours', own.actions[effective.outsideHours as 'warn']),
            [
              own.approval,
              effective.approval === 'after'
                ? own.approvals.after(periodText(effective.reviewWithin, words))
                : own.approvals[effective.approval],
            ],
          ]}
        />
      </section>
      <section aria-labelledby="terms">
        <h2 id="terms">{own.fields.terms}</h2>
        <Facts
          facts={[
            editable(
              'terms',
              terms === undefined ? <Unwritten /> : <Foreign text={terms.url} code />,
            ),
            [
              own.checked,
              terms?.checked === undefined
                ? own.never
                : terms.by === undefined
                  ? own.checkedOn(terms.checked)
                  : own.checkedBy(terms.checked, personName(terms.by, people)),
            ],
          ]}
        />
        {terms !== undefined && mayEdit.includes('terms') ? (
          <TermsCheck service={of.service} onDone={onDone} />
        ) : null}
      </section>
      {open === null ? null : (
        <RegisterEditDialog
          {...{ of, revision, people, ...open }}
          onDone={(text) => {
            setOpen(null);
            onDone(text);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Account({
  account,
  isSuspended,
  people,
  change,
}: {
  readonly account: RegisterAccount;
  readonly isSuspended: boolean;
  readonly people: readonly Person[];
  readonly change: (field: RegisterField, account: string) => preact.ComponentChildren;
}) {
  const own = useWords().register;
  const { name, address, official, twoFactor, suspended } = account;
  const fact = (field: RegisterField, value: preact.ComponentChildren) =>
    [
      own.fields[field],
      <div key={field}>
        {value} {change(field, name)}
      </div>,
    ] as const;
  const link = (url: string | undefined) =>
    url === undefined ? <Unwritten /> : <Foreign text={url} code />;
  const { state = 'unknown', checked } = twoFactor ?? {};
  return (
    <section aria-label={own.account(name)}>
      <h2>
        <Foreign text={own.account(name)} />{' '}
        {isSuspended ? <Badge tone="bad">{own.suspendedNow}</Badge> : null}
      </h2>
      <Facts
        facts={[
          fact('posters', <People people={account.posters} known={people} />),
          fact('address', link(address)),
          fact('official', link(official)),
          fact(
            'twoFactor',
            `${own.states[state]} ${checked === undefined ? '' : own.checkedOn(checked)}`,
          ),
          fact(
            'suspended',
            suspended === undefined ? (
              '—'
            ) : (
              <>
                <Term from={suspended.from} until={suspended.until} />
                <Foreign text={suspended.reason} />
              </>
            ),
          ),
        ]}
      />
    </section>
  );
}
