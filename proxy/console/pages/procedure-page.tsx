/** The operating procedure (運用手順書) of one service, made from its register: read, or printed. */
import type { ComponentChildren } from 'preact';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { RegisteredService } from '../../../shared/protocol/register.ts';
import { call } from '../api.ts';
import { Facts } from '../parts/facts.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import {
  Hours,
  Lines,
  People,
  personName,
  Term,
  Topics,
  Unwritten,
} from '../parts/register-value.tsx';
import { useLoad } from '../parts/use-load.ts';
import { periodText } from '../text/period-text.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

export function ProcedurePage({ id }: { readonly id: string }) {
  const words = useWords();
  const own = words.register;
  const loaded = useLoad(`procedure ${id}`, (signal) => call('register', { signal }));
  const found = loaded.data?.services.find(({ service }) => service === id);
  return (
    <Page
      title={found === undefined ? own.procedure : own.doc.title(visible(found.title))}
      aside={
        found === undefined ? undefined : (
          <>
            <a class="button not-printed" href={`/register/${encodeURIComponent(id)}`}>
              {words.pages.register}
            </a>
            <button
              type="button"
              class="button button-strong not-printed"
              onClick={() => window.print()}
            >
              {own.print}
            </button>
          </>
        )
      }
    >
      <Loading loaded={loaded}>
        {(all) =>
          found === undefined ? (
            <p class="empty">{words.notFound}</p>
          ) : (
            <Procedure all={all} of={found} />
          )
        }
      </Loading>
    </Page>
  );
}

function Procedure({
  all,
  of,
}: {
  readonly all: ConsoleAnswer<'register'>;
  readonly of: RegisteredService;
}) {
  const words = useWords();
  const own = words.register;
  const { doc } = own;
  const { rule, effective } = of;
  const { people } = all;
  const { forbidden = {} } = rule;
  const findings: Readonly<Record<string, string>> = words.content.kinds;
  const within = periodText(effective.reviewWithin, words);
  return (
    <div class="procedure">
      <p>{doc.basis(visible(all.organization), effective.clause)}</p>
      <p class="quiet">{doc.made(all.today, String(all.revision))}</p>
      <Section title={doc.sections.purpose}>
        {rule.purpose === undefined ? <Unwritten /> : <Paragraphs text={rule.purpose} />}
      </Section>
      <Section title={doc.sections.people}>
        <Facts
          facts={[
            [
              own.fields.responsible,
              <Foreign key="r" text={personName(rule.responsible, people)} />,
            ],
            [own.fields.deputies, <People key="d" people={rule.deputies ?? []} known={people} />],
            ...rule.accounts.map(
              ({ name, posters }) =>
                [
                  `${own.fields.posters} ${visible(name)}`,
                  <People key={name} people={posters} known={people} />,
                ] as const,
            ),
          ]}
        />
      </Section>
      <Section title={doc.sections.accounts}>
        {rule.accounts.map(({ name, address, official, twoFactor, suspended }) => (
          <div key={name}>
            <h3>
              <Foreign text={name} />
            </h3>
            <Facts
              facts={[
                [
                  own.fields.address,
                  address === undefined ? <Unwritten /> : <Foreign text={address} code />,
                ],
                [
                  own.fields.official,
                  official === undefined ? <Unwritten /> : <Foreign text={official} code />,
                ],
                [
                  own.fields.twoFactor,
                  `${own.states[twoFactor?.state ?? 'unknown']} ${twoFactor?.checked === undefined ? '' : own.checkedOn(twoFactor.checked)}`,
                ],
                [
                  own.fields.suspended,
                  suspended === undefined ? null : (
                    <>
                      <Term from={suspended.from} until={suspended.until} />
                      <Foreign text={suspended.reason} />
                    </>
                  ),
                ],
              ]}
            />
          </div>
        ))}
      </Section>
      <Section title={doc.sections.topics}>
        <Topics topics={rule.topics} />
      </Section>
      <Section title={doc.sections.not}>
        <Lines lines={rule.notAllowed} />
        <p>{doc.fixed}</p>
        <ul>
          <li>{doc.level(visible(effective.level))}</li>
          {effective.findings.map((kind) => (
            <li key={kind}>{findings[kind] ?? kind}</li>
          ))}
          {effective.shorteners === 'allow' ? null : <li>{doc.shorteners}</li>}
          {effective.pictureMetadata === 'allow' ? null : (
            <li>{doc.pictureMetadata[effective.pictureMetadata]}</li>
          )}
          {(forbidden.words ?? []).map((word) => (
            <li key={word}>
              <Foreign text={`「${word}」`} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={doc.sections.hours}>
        <p>
          <Hours hours={rule.hours} />
        </p>
        {rule.hours === undefined ? null : <p>{doc.outside[effective.outsideHours as 'block']}</p>}
      </Section>
      <Section title={doc.sections.approval}>
        <Steps
          steps={[
            ...doc.steps,
            effective.approval === 'after'
              ? doc.approval.after(within)
              : doc.approval[effective.approval],
          ]}
        />
      </Section>
      <Section title={doc.sections.disaster}>
        <Steps
          steps={[
            ...(rule.disaster?.approval === undefined
              ? []
              : [doc.disasterApproval[rule.disaster.approval]]),
            ...doc.disaster,
          ]}
        />
      </Section>
      <Section title={doc.sections.mistake}>
        <Steps steps={doc.mistake} />
        {all.contact === null ? null : (
          <p>{doc.contact(visible(all.contact.title), visible(all.contact.phone ?? ''))}</p>
        )}
      </Section>
      <Section title={doc.sections.terms}>
        <p>{doc.terms}</p>
        <Facts
          facts={[
            [
              own.fields.terms,
              rule.terms === undefined ? <Unwritten /> : <Foreign text={rule.terms.url} code />,
            ],
            [
              own.checked,
              rule.terms?.checked === undefined
                ? own.never
                : rule.terms.by === undefined
                  ? own.checkedOn(rule.terms.checked)
                  : own.checkedBy(rule.terms.checked, personName(rule.terms.by, people)),
            ],
          ]}
        />
      </Section>
    </div>
  );
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section aria-label={title} class="procedure-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Steps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <ol>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

function Paragraphs({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <p key={index}>
          <Foreign text={line} />
        </p>
      ))}
    </>
  );
}
