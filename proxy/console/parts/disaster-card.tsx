/** One switch of a disaster: on, or how it ended. */
import type { ShownDisaster } from '../../../shared/protocol/disasters.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { TypedText } from './typed-text.tsx';

export function servicesText({ services }: Pick<ShownDisaster, 'services'>, words: Words): string {
  return services.map(({ title }) => title).join(words.comma);
}

export function DisasterCard({
  disaster,
  onEnd,
}: {
  readonly disaster: ShownDisaster;
  readonly onEnd: () => void;
}) {
  const words = useWords();
  const own = words.disaster;
  const { from, until, by, reason, ended, mayEnd } = disaster;
  const services = servicesText(disaster, words);
  return (
    <li class="card">
      <h3 class="card-title">
        {ended === null ? <Badge tone="bad">{own.on}</Badge> : null} <Foreign text={services} />
      </h3>
      <Facts
        facts={[
          [own.reason, reason === null ? null : <TypedText key="reason" text={reason} />],
          [own.by, by === null ? null : <Foreign key="by" text={by} />],
          [own.from, <Moment key="from" iso={from} to="minute" />],
          [own.until, ended === null ? <Moment key="until" iso={until} to="minute" /> : null],
          [
            own.endedAt,
            ended === null ? null : (
              <>
                <Moment iso={ended.at} to="minute" />{' '}
                <Foreign text={ended.by === null ? own.endedByItself : own.endedBy(ended.by)} />
                {ended.word === null ? null : <TypedText text={ended.word} />}
              </>
            ),
          ],
        ]}
      />
      {mayEnd ? (
        <div class="button-row">
          <button
            type="button"
            class="button button-strong"
            aria-label={`${own.end}: ${services}`}
            onClick={onEnd}
          >
            {own.end}
          </button>
        </div>
      ) : null}
    </li>
  );
}
