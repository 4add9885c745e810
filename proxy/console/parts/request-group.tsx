import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { earlierOf, type RequestGroup } from '../text/request-groups.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';
import { RequestCard } from './request-card.tsx';
import type { Names } from './use-names.ts';

/** What is about to be answered, with the other open requests for the same host. */
export interface Asked {
  readonly kind: 'grant' | 'decline';
  readonly of: AccessRequest;
  readonly others: readonly AccessRequest[];
}

/** Requests for one host: alone as a card, of several people below one heading. */
export function RequestGroupCards({
  group,
  all,
  names,
  proposals,
  onAnswer,
}: {
  readonly group: RequestGroup;
  readonly all: readonly AccessRequest[];
  readonly names: Names;
  /** Request → the proposal by which its grant waits for a signature. */
  readonly proposals: ReadonlyMap<string, number>;
  readonly onAnswer?: (asked: Asked) => void;
}) {
  const words = useWords();
  const cards = group.requests.map((request) => {
    const others = group.requests.filter((each) => each !== request);
    return (
      <RequestCard
        key={request.id}
        request={request}
        names={names}
        proposal={proposals.get(request.id) ?? null}
        earlier={request.state === 'open' ? earlierOf(request, all) : []}
        {...(onAnswer &&
          request.state === 'open' && {
            onGrant: () => onAnswer({ kind: 'grant', of: request, others }),
            onDecline: () => onAnswer({ kind: 'decline', of: request, others }),
          })}
      />
    );
  });
  if (cards.length === 1) return <>{cards}</>;
  return (
    <li class="card-group">
      <p class="card-group-title">
        {words.access.requests.together(cards.length)}: <Foreign text={group.host} code />
      </p>
      <ul class="cards">{cards}</ul>
    </li>
  );
}
