import { useLanguage } from '../words/language.tsx';

export function LanguageSwitch() {
  const { language, words, change } = useLanguage();
  const other = language === 'ja' ? 'en' : 'ja';
  return (
    <button
      type="button"
      class="button-plain"
      lang={other}
      title={words.languageTitle}
      onClick={() => change(other)}
    >
      {words.language}
    </button>
  );
}
