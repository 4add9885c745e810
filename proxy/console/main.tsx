/** The console's entrypoint: wiring only. */
import { render } from 'preact';
import { App } from './app.tsx';
import { startRouting } from './place.ts';
import { LanguageProvider } from './words/language.tsx';

startRouting();
const root = document.getElementById('console');
if (root) {
  render(
    <LanguageProvider>
      <App />
    </LanguageProvider>,
    root,
  );
}
