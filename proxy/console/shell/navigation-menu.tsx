import { itemOf, navigationOf } from '../navigation.ts';
import { useFreshPublishing } from '../parts/use-publishing.ts';
import type { PageName } from '../route.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';

/** The role's own pages; the current one is marked. */
export function NavigationMenu({
  page,
  open,
  onMove,
}: {
  readonly page: PageName | null;
  /** On narrow screens the menu is folded until it is opened. */
  readonly open: boolean;
  readonly onMove: () => void;
}) {
  const words = useWords();
  const { role } = useSession().account;
  const waiting = useFreshPublishing()?.forYou ?? 0;
  const current = page === null ? null : itemOf(page);
  return (
    <nav id="menu" class={open ? 'menu menu-open' : 'menu'} aria-label={words.navigation}>
      <ul>
        {navigationOf(role).map((item) => (
          <li key={item.page}>
            <a
              href={item.path}
              aria-current={item.page === current ? 'page' : undefined}
              onClick={onMove}
            >
              {words.pages[item.page as keyof typeof words.pages]}
              {item.page === 'proposals' && waiting > 0 ? (
                <span class="menu-count">
                  <span aria-hidden="true">{waiting}</span>
                  <span class="unseen"> {words.signing.waiting(waiting)}</span>
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
