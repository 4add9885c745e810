/** One posting: its text whole, what was found, what became of it, and its review. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { PostingDetail } from '../../../shared/protocol/postings.ts';
import { call, queryText } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { maySee } from '../navigation.ts';
import { announce } from '../parts/announce.tsx';
import { takenWord } from '../parts/content-sections.tsx';
import { ChangeBadges } from '../parts/correction-badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { PostingAttachments } from '../parts/posting-attachments.tsx';
import { PostingComments } from '../parts/posting-comments.tsx';
import { PostingCorrections } from '../parts/posting-corrections.tsx';
import { PostingReview } from '../parts/posting-review.tsx';
import { PostingText } from '../parts/posting-text.tsx';
import { PostingThread } from '../parts/posting-thread.tsx';
import { FateBadge } from '../parts/review-badge.tsx';
import { queuePath, ReviewQueue } from '../parts/review-queue.tsx';
import { TypedText } from '../parts/typed-text.tsx';
import { UploadItems } from '../parts/upload-items.tsx';
import { useLoad } from '../parts/use-load.ts';
import { go, usePlace } from '../place.ts';
import { useSession } from '../session.tsx';
import { personText } from '../text/person-text.ts';
import { nextAfter } from '../text/queue-step.ts';
import { destinationText } from '../text/record-text.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';

export function PostingPage({ id }: { readonly id: string }) {
  const words = useWords();
  const own = words.content.posting;
  const loaded = useLoad(id, (signal) => call('posting', { id, signal }));
  const isMissing =
    loaded.state === 'failed' && loaded.error instanceof ApiError && loaded.error.status === 404;
  const inQueue = usePlace().query.has('queue');
  const queue = useLoad(inQueue ? 'queue' : '', async (signal) =>
    inQueue ? await call('reviewQueue', { signal }) : null,
  ).data;
  // Not before it is known what comes next: until then it is reviewed as elsewhere.
  const onReviewed = queue ? () => goOn(queue, id, words) : undefined;
  return (
    <Page
      title={words.pages.posting}
      aside={
        <button type="button" class="button not-printed" onClick={() => print()}>
          {words.notes.print}
        </button>
      }
    >
      {queue ? <ReviewQueue id={id} queue={queue} /> : null}
      {isMissing ? (
        <>
          <p class="empty">{own.missing}</p>
          <p>
            <a href="/postings">{own.all}</a>
          </p>
        </>
      ) : (
        <Loading loaded={loaded}>
          {(posting) => (
            <>
              <Content posting={posting} />
              <PostingReview posting={posting} onReviewed={onReviewed} />
              <PostingThread posting={posting} />
              <PostingCorrections posting={posting} />
              <PostingComments posting={posting} />
              <Inspection posting={posting} />
            </>
          )}
        </Loading>
      )}
    </Page>
  );
}

function goOn(queue: ConsoleAnswer<'reviewQueue'>, id: string, { notes }: Words): void {
  const next = nextAfter(queue.waiting, id);
  const wasIn = queue.waiting.some((each) => each.id === id);
  announce(next === null ? notes.queue.empty : notes.queue.done(queue.open - Number(wasIn)));
  go(next === null ? '/postings?state=open' : queuePath(next));
  scrollTo(0, 0);
}

function Content({ posting }: { readonly posting: PostingDetail }) {
  const words = useWords();
  const { posting: own, postings } = words.content;
  const { who, outcome, acknowledged } = posting;
  const person = [personText(who), who.unit].filter((part) => part !== null).join(words.comma);
  return (
    <section aria-labelledby="content">
      <h2 id="content">
        {postings.acts[posting.act]} <FateBadge fate={posting.fate} /> <ChangeBadges {...posting} />
      </h2>
      <PostingText text={posting.text} />
      {posting.attached.length === 0 ? null : (
        <>
          <h3>{own.attached}</h3>
          <PostingAttachments posting={posting} />
        </>
      )}
      <Facts
        facts={[
          [postings.at, <Moment key="at" iso={posting.at} />],
          [postings.user, <Foreign key="who" text={person || words.work.audit.nobody} />],
          [postings.service, <Foreign key="service" text={posting.title} />],
          [postings.account, <Foreign key="a" text={posting.account ?? postings.unknownAccount} />],
          [own.taken, posting.fate === 'sent' ? own.takens[takenWord(outcome.taken)] : null],
          [
            own.address,
            outcome.address === null ? null : <Foreign key="ad" text={outcome.address} code />,
          ],
          [
            words.notes.goneAt,
            posting.goneAt === null ? null : <Moment key="gone" iso={posting.goneAt} />,
          ],
          [own.reason, words.reasons[posting.reason]],
          [
            words.content.uploads.acknowledged,
            acknowledged?.reason ? <TypedText key="ack" text={acknowledged.reason} /> : null,
          ],
        ]}
      />
    </section>
  );
}

function Inspection({ posting }: { readonly posting: PostingDetail }) {
  const words = useWords();
  const own = words.content.posting;
  const { role } = useSession().account;
  const reference = <Foreign text={posting.decision} code />;
  return (
    <>
      {posting.upload === null ? null : (
        <section aria-labelledby="inspection">
          <h2 id="inspection">{own.inspection}</h2>
          <UploadItems upload={posting.upload} />
        </section>
      )}
      <section aria-labelledby="record">
        <h2 id="record">{words.work.audit.fields}</h2>
        <Facts
          facts={[
            [
              words.content.uploads.reference,
              maySee(role, 'audit') ? (
                <a key="reference" href={`/audit${queryText({ id: posting.decision })}`}>
                  {reference}
                </a>
              ) : (
                reference
              ),
            ],
            [own.rule, posting.rule === null ? null : <Foreign key="r" text={posting.rule} code />],
            [
              words.content.uploads.clause,
              posting.clause === null ? null : <Foreign key="c" text={posting.clause} />,
            ],
            [
              own.where,
              posting.destination === null ? null : (
                <Foreign key="w" text={destinationText(posting.destination)} code />
              ),
            ],
            [own.revision, posting.revision],
            [own.terminal, <Foreign key="t" text={`${posting.terminal} / ${posting.seq}`} code />],
          ]}
        />
      </section>
    </>
  );
}
