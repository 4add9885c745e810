import type { ComponentChildren } from 'preact';
import { useWords } from '../words/language.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** The frame before anybody is signed in. */
export function Bare({ children }: { readonly children: ComponentChildren }) {
  const words = useWords();
  return (
    <div class="bare">
      <header class="bare-head">
        <p class="brand">
          {words.product}
          <span class="brand-part">{words.console}</span>
        </p>
        <LanguageSwitch />
      </header>
      <main id="content">{children}</main>
    </div>
  );
}
