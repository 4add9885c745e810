/** Who is here decides what is shown: the one-time link, signing in, or the console's pages. */
import { useEffect, useState } from 'preact/hooks';
import { call, onSessionEnded, resumeSession } from './api.ts';
import { ApiError } from './api-error.ts';
import { openChanges } from './changes/store.ts';
import { SetupPage } from './pages/setup-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { Announcement, announce } from './parts/announce.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { Loading } from './parts/loading.tsx';
import { SignInAgain } from './parts/sign-in-again.tsx';
import { useLoad } from './parts/use-load.ts';
import { go, usePlace } from './place.ts';
import { type Session, SessionProvider } from './session.tsx';
import { Bare } from './shell/bare.tsx';
import { Shell } from './shell/shell.tsx';
import { useWords } from './words/language.tsx';

/** null: nobody is signed in. */
async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await call('session', signal ? { signal } : {});
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export function App() {
  const words = useWords();
  const place = usePlace();
  const first = useLoad('session', readSession);
  const [session, setSession] = useState<Session | null>(null);
  const [ended, setEnded] = useState(false);

  const enter = async () => {
    const now = await readSession();
    if (now) openChanges(now.account.id);
    setEnded(false);
    setSession(now);
    resumeSession();
  };
  useEffect(() => onSessionEnded(() => setEnded(true)), []);
  useEffect(() => {
    if (first.data) {
      openChanges(first.data.account.id);
      setSession(first.data);
    }
  }, [first.data]);

  if (place.path === '/setup') {
    return (
      <Bare>
        <SetupPage
          onDone={async () => {
            go('/', { replace: true });
            await enter();
          }}
        />
      </Bare>
    );
  }
  if (session === null) {
    if (first.state !== 'ready' || first.data) {
      return (
        <Bare>
          <Loading loaded={first}>{() => null}</Loading>
        </Bare>
      );
    }
    return (
      <Bare>
        <SignInPage onDone={enter} />
        <Announcement />
      </Bare>
    );
  }
  return (
    <SessionProvider value={session}>
      <ErrorBoundary text={words.broken}>
        <Shell
          onSignedOut={() => {
            setSession(null);
            first.reload();
            go('/', { replace: true });
            announce(words.signIn.signedOut);
          }}
        />
      </ErrorBoundary>
      {ended ? (
        <SignInAgain
          account={session.account}
          onDone={async (id) => {
            if (id === session.account.id) await enter();
            else location.reload();
          }}
        />
      ) : null}
    </SessionProvider>
  );
}
