/** What a grant would open, width by width, and what speaks against it. */
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import type { OpeningShape } from '../../../shared/protocol/wanted.ts';
import { call } from '../api.ts';
import { ownHalf } from '../text/own-half.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
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
  return (
    <div class="opens field-wide">
      <h3>{own.shapes}</h3>
      <Loading loaded={loaded}>
        {({ days, suffix, lookAlike, blockedBy, shapes }) => {
          const chosen = shapes.find((shape) => shape.as === as);
          return (
            <>
              <p class="field-hint">{own.shapesHint(days)}</p>
              <ul class="plain-list">
                {shapes.map((shape) => (
                  <li key={shape.as} class={shape.as === as ? 'shape shape-chosen' : 'shape'}>
                    <Shape shape={shape} />
                  </li>
                ))}
              </ul>
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
                  <p>{own.blockedBy(visible(blockedBy.join(words.comma)))}</p>
                </Notice>
              )}
            </>
          );
        }}
      </Loading>
    </div>
  );
}

function Shape({ shape }: { readonly shape: OpeningShape }) {
  const words = useWords();
  const own = words.access.requests;
  const named = (counts: OpeningShape['hosts']) =>
    counts.map(({ name, count }) => `${name} (${count})`).join(words.comma);
  return (
    <>
      <p class="shape-name">{words.policy.paste.asKinds[shape.as]}</p>
      {shape.match === null ? null : (
        <p>
          <Foreign text={shape.match} code />
        </p>
      )}
      {shape.match === null ? null : (
        <p>
          {shape.refusals === 0
            ? own.nothingSeen
            : own.refusals(words.count(shape.refusals), words.number(shape.people))}
        </p>
      )}
      {shape.hosts.length > 0 ? (
        <p class="quiet">
          {own.hosts}: <Foreign text={named(shape.hosts)} />
        </p>
      ) : null}
      {shape.users.length > 0 ? (
        <p class="quiet">
          {own.users}: <Foreign text={named(shape.users)} />
        </p>
      ) : null}
    </>
  );
}
