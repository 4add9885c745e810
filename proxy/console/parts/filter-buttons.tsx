import { useWords } from '../words/language.tsx';

export function FilterButtons({ clear }: { readonly clear: string }) {
  const own = useWords().work.audit;
  return (
    <div class="button-row field-wide">
      <button type="submit" class="button button-strong">
        {own.apply}
      </button>
      <a class="button" href={clear}>
        {own.clear}
      </a>
    </div>
  );
}
