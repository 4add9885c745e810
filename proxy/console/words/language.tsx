/** Which language the page speaks: Japanese first, English by the switch; remembered in this browser. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { en } from './en.ts';
import { ja, type Words } from './ja.ts';

export type Language = 'ja' | 'en';

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  change(language: Language): void;
}

const place = 'sekisho-language';
const Context = createContext<Spoken>({ language: 'ja', words: ja, change: () => {} });

function remembered(): Language {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'ja';
  } catch {
    return 'ja';
  }
}

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(remembered);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = (next: Language) => {
    try {
      localStorage.setItem(place, next);
    } catch {
      // Not remembered: the switch works for this visit.
    }
    setLanguage(next);
  };
  const words = language === 'ja' ? ja : en;
  return <Context.Provider value={{ language, words, change }}>{children}</Context.Provider>;
}

export function useLanguage(): Spoken {
  return useContext(Context);
}

export function useWords(): Words {
  return useContext(Context).words;
}
