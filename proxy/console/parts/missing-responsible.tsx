/** Services that nobody answers for: what waits there waits for nobody. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Notice } from './notice.tsx';

export function MissingResponsible({
  services,
}: {
  readonly services: ConsoleAnswer<'overview'>['missingResponsible'];
}) {
  const words = useWords();
  if (services.length === 0) return null;
  return (
    <Notice kind="warning" title={words.work.overview.missingResponsible}>
      <ul class="plain-list">
        {services.map(({ service, title, kind, responsible }) => (
          <li key={service}>
            <a href={`/register/${encodeURIComponent(service)}`}>
              <bdi>{visible(title)}</bdi>
            </a>
            : <bdi>{words.register.gaps[kind](visible(responsible))}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
