import type { Account } from '../../../shared/protocol/accounts.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page, so that nothing typed is lost when the session ends. */
export function SignInAgain({
  account,
  onDone,
}: {
  readonly account: Account;
  readonly onDone: (id: string) => void | Promise<void>;
}) {
  const words = useWords();
  return (
    <Dialog title={words.signIn.again} onClose={() => {}}>
      <p>{words.signIn.againWhy}</p>
      <SignInForm id={account.id} onDone={onDone} />
    </Dialog>
  );
}
