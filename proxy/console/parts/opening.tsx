/** What a grant would open, width by width, and what speaks against it. */
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import type { OpeningShape } from '../../../shared/protocol/wanted.ts';
import { call } from '../api.ts';
import { ownHalf } from '../text/own-half.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Loading } from './loading.tsx';
import { Notice } from './notice.tsx';
import { useLoad } from './use-load.ts';

export function Opening({
  request,
  as,
}: {
  readonly request: AccessRequest;
  readonly as: OpeningShape['as'];
}) {
  const words = useWords();
  const own = words.access.requests;
  const loaded = useLoad(request.id, (signal) => call('opening', { id: request.id, signal }));
  const columns: Column<OpeningShape>[] = [
    {
      id: 'as',
      label: own.shape,
      heading: true,
      cell: (shape) => (
        <>
          {words.policy.paste.asKinds[shape.as]}
          {shape.as === as ? <span aria-hidden="true"> ◀</span> : null}
        </>
      ),
    },
    {
      id: 'match',
      label: own.entry,
      cell: ({ match }) => (match === null ? '—' : <Foreign text={match} code />),
    },
    {
      id: 'refusals',
      label: own.refusals,
      number: true,
      cell: ({ refusals }) => words.count(refusals),
    },
    { id: 'people', label: own.people, number: true, cell: ({ people }) => words.number(people) },
    { id: 'where', label: own.where, cell: (shape) => <Where shape={shape} /> },
  ];
  return (
    <div class="opens field-wide">
      <h3>{own.shapes}</h3>
      <Loading loaded={loaded}>
        {({ days, suffix, lookAlike, blockedBy, shapes }) => {
          const chosen = shapes.find((shape) => shape.as === as);
          return (
            <>
              <p class="field-hint">{own.shapesHint(days)}</p>
              <DataTable
                caption={own.shapes}
                columns={columns}
                rows={shapes}
                keyOf={(shape) => shape.as}
                stateOf={(shape) => (shape.as === as ? 'chosen' : '')}
              />
              <div role="status">
                {chosen?.problem ? (
                  <Notice kind="error">
                    <p>{visible(ownHalf(chosen.problem, words.code))}</p>
                  </Notice>
                ) : null}
                {chosen?.loses ? (
                  <Notice kind="error">
                    <p>{own.loses(visible(chosen.loses))}</p>
                  </Notice>
                ) : null}
                {chosen && chosen.unseen > 0 ? (
                  <p>{own.unseen(words.count(chosen.unseen))}</p>
                ) : null}
              </div>
              {suffix === null ? null : (
                <Notice kind="warning">
                  <p>{own.suffix(visible(suffix))}</p>
                </Notice>
              )}
              {lookAlike === null ? null : (
                <Notice kind="warning">
                  <p>{own.lookAlike(visible(lookAlike))}</p>
                </Notice>
              )}
              {blockedBy.length === 0 ? null : (
                <Notice kind="warning">
                  <p>{own.blockedBy(visible(blockedBy.join('、')))}</p>
                </Notice>
              )}
            </>
          );
        }}
      </Loading>
    </div>
  );
}

function Where({ shape }: { readonly shape: OpeningShape }) {
  const words = useWords();
  if (shape.refusals === 0) return <>{words.access.requests.nothingSeen}</>;
  const named = (counts: OpeningShape['hosts']) =>
    counts.map(({ name, count }) => `${name} (${count})`).join('、');
  return (
    <>
      <Foreign text={named(shape.hosts)} />
      {shape.users.length > 0 ? (
        <>
          <br />
          <Foreign text={named(shape.users)} />
        </>
      ) : null}
    </>
  );
}
