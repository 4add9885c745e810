import { useWords } from '../words/language.tsx';

const views = [
  ['log', '/postings'],
  ['calendar', '/posting-calendar'],
  ['report', '/posting-report'],
  ['imports', '/posting-imports'],
] as const;

/** The pages that show the posting log: as a list, as a calendar, as a report. */
export function PostingViews({ current }: { readonly current: (typeof views)[number][0] }) {
  const own = useWords().report;
  return (
    <nav class="tabs not-printed" aria-label={own.views}>
      {views.map(([view, path]) => (
        <a key={view} href={path} aria-current={view === current ? 'page' : undefined}>
          {own[view]}
        </a>
      ))}
    </nav>
  );
}
