/** A real SMTP server on a free port of this machine, and what it took. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** With its headers. */
  readonly source: string;
  /** Over TLS; who signed in. */
  readonly isSecure: boolean;
  readonly user: string | null;
}

export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** What it answers to each mail instead of taking it: `451 later`; null: takes it. */
  refuse(answer: { code: number; text: string } | null): void;
}

/** @param answerAfter ms from the taking of a mail to the answer */
export async function startMailServer(
  options: SMTPServerOptions = {},
  answerAfter = 0,
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  let refusal: { code: number; text: string } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      text(stream).then((source) => {
        if (refusal !== null) {
          done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
          return;
        }
        const from = mailFrom === false ? '' : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        const user = typeof session.user === 'string' ? session.user : null;
        taken.push({ from, to, source, isSecure: session.secure, user });
        // Between its taking and its saying so a client may die.
        setTimeout(done, answerAfter);
      }, done);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    refuse: (answer) => {
      refusal = answer;
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
