import { Page } from '../parts/page.tsx';
import { SignInForm } from '../parts/sign-in-form.tsx';
import { useWords } from '../words/language.tsx';

export function SignInPage({ onDone }: { readonly onDone: () => Promise<void> }) {
  const words = useWords();
  return (
    <Page title={words.signIn.title}>
      <SignInForm onDone={onDone} />
      <p class="quiet">{words.signIn.forgot}</p>
    </Page>
  );
}
