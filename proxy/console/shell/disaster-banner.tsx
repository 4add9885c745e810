/** On every page while disaster postings are on, and while some of them wait to be confirmed. */
import { Foreign } from '../parts/foreign.tsx';
import { Notice } from '../parts/notice.tsx';
import { useDisasters } from '../parts/use-disasters.ts';
import { jst } from '../text/time.ts';
import { useWords } from '../words/language.tsx';

export function DisasterBanner() {
  const words = useWords();
  const own = words.disaster;
  const disasters = useDisasters();
  if (disasters === null || disasters.on.length === 0) return null;
  return (
    <section class="demonstration" aria-label={own.on}>
      <Notice kind="error">
        <p>
          <strong>{own.on}</strong>{' '}
          {disasters.on.map(({ id, services, until }) => (
            <span key={id}>
              <Foreign
                text={own.bannerText(
                  services.map(({ title }) => title).join(words.comma),
                  jst(until, 'minute'),
                )}
              />{' '}
            </span>
          ))}
          <a href="/disasters">{own.bannerLink}</a>
        </p>
      </Notice>
    </section>
  );
}
