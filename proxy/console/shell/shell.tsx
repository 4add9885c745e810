/** The frame of the console: header, menu, unpublished changes, the page, the last outcome. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { countChanges, nothing } from '../changes/change-set.ts';
import { setChanges, useChanges } from '../changes/store.ts';
import { homeOf } from '../navigation.ts';
import { Announcement, announce } from '../parts/announce.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { errorText } from '../parts/error-text.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Notice } from '../parts/notice.tsx';
import { usePlace } from '../place.ts';
import { routeOf } from '../route.ts';
import { useMayChange, useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';
import { ChangesBar } from './changes-bar.tsx';
import { CurrentPage } from './current-page.tsx';
import { DisasterBanner } from './disaster-banner.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NavigationMenu } from './navigation-menu.tsx';

export function Shell({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const words = useWords();
  const { account, organization, demonstration } = useSession();
  const mayChange = useMayChange();
  const place = usePlace();
  const set = useChanges();
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const path = place.path === '/' ? homeOf(account.role) : place.path;
  const route = routeOf(path);

  const signOut = async () => {
    await call('signOut');
    setChanges(nothing(0));
    onSignedOut();
  };
  const askOrSignOut = () => {
    if (set.changes.length > 0) setLeaving(true);
    else signOut().catch((error: unknown) => announce(errorText(error, words)));
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
          <button type="button" class="button-plain" onClick={askOrSignOut}>
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
      <DisasterBanner />
      <div class="body">
        <NavigationMenu page={route?.page ?? null} open={open} onMove={() => setOpen(false)} />
        <main id="content" tabIndex={-1}>
          {mayChange && route?.page !== 'changes' ? <ChangesBar /> : null}
          <CurrentPage key={path} route={route} />
          <Announcement />
        </main>
      </div>
      {leaving ? (
        <Confirm
          title={words.session.signOut}
          text={words.session.signOutAsk(countChanges(set.changes))}
          action={words.session.signOut}
          onClose={() => setLeaving(false)}
          onConfirm={signOut}
        />
      ) : null}
    </div>
  );
}
