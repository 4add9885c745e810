/** The frame of the console: header, menu, unpublished changes, the page, the last outcome. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { homeOf } from '../navigation.ts';
import { Announcement, announce } from '../parts/announce.tsx';
import { errorText } from '../parts/error-text.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Notice } from '../parts/notice.tsx';
import { usePlace } from '../place.ts';
import { routeOf } from '../route.ts';
import { useMayChange, useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';
import { ChangesBar } from './changes-bar.tsx';
import { CurrentPage } from './current-page.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NavigationMenu } from './navigation-menu.tsx';

export function Shell({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const words = useWords();
  const { account, organization, demonstration } = useSession();
  const mayChange = useMayChange();
  const place = usePlace();
  const [open, setOpen] = useState(false);
  const path = place.path === '/' ? homeOf(account.role) : place.path;
  const route = routeOf(path);

  const signOut = async () => {
    try {
      await call('signOut');
      onSignedOut();
    } catch (error) {
      announce(errorText(error, words));
    }
  };
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="head">
        <a class="brand" href="/">
          {words.product}
          <span class="brand-part">{words.console}</span>
        </a>
        <p class="organization">
          <Foreign text={organization} />
        </p>
        <button
          type="button"
          class="button menu-button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          {words.menu}
        </button>
        <div class="person">
          <p class="person-name">
            <bdi>{words.session.signedInAs(account.name, words.roles[account.role])}</bdi>
          </p>
          <a class="button-plain" href="/password">
            {words.session.changePassword}
          </a>
          <button type="button" class="button-plain" onClick={signOut}>
            {words.session.signOut}
          </button>
          <LanguageSwitch />
        </div>
      </header>
      {demonstration ? (
        <section class="demonstration" aria-label={words.demonstrationTitle}>
          <Notice kind="warning">
            <p>{words.demonstration}</p>
          </Notice>
        </section>
      ) : null}
      <div class="body">
        <NavigationMenu page={route?.page ?? null} open={open} onMove={() => setOpen(false)} />
        <main id="content" tabIndex={-1}>
          {mayChange && route?.page !== 'changes' ? <ChangesBar /> : null}
          <CurrentPage key={path} route={route} />
          <Announcement />
        </main>
      </div>
    </div>
  );
}
