/** One mail to one address, by the city's SMTP server. */
import { createTransport } from 'nodemailer';
import type { DeliveryFailure } from '../../../shared/protocol/notifications.ts';
import { errorCode } from '../../record/audit-log-error.ts';

export interface MailServer {
  /** The address that was checked. */
  readonly address: string;
  /** Its name, for TLS. */
  readonly host: string;
  readonly isName: boolean;
  readonly port: number;
  readonly secure: boolean;
  readonly credential: { readonly user: string; readonly pass: string } | null;
  /** Certificates that are trusted besides the system's. */
  readonly ca?: string;
}

export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same notification has the same at each attempt: a server or reader may tell doubles by it. */
  readonly messageId: string;
}

const timeoutMs = 20_000;

/** null: taken. `permanent`: the server will not take it later either. */
export async function sendMail(
  server: MailServer,
  mail: Mail,
): Promise<{ readonly failure: DeliveryFailure; readonly permanent: boolean } | null> {
  const { address, host, isName, port, secure, credential, ca } = server;
  const transport = createTransport({
    host: address,
    port,
    secure,
    // A password never goes out in the clear.
    requireTLS: !secure && credential !== null,
    ...(credential !== null && { auth: credential }),
    tls: { ...(isName && { servername: host }), ...(ca !== undefined && { ca }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...mail,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return null;
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

function failureOf(error: unknown): { failure: DeliveryFailure; permanent: boolean } {
  const code = errorCode(error);
  // nodemailer puts its own code over that of the system and of TLS.
  const { responseCode = 0, originalCode = '' } = error as {
    responseCode?: number;
    originalCode?: string;
  };
  if (code === 'EAUTH' || code === 'ENOAUTH') return { failure: 'credential', permanent: false };
  if (code === 'ETLS' || /CERT|ISSUER|ALTNAME|SELF_SIGNED|SIGNATURE/.test(originalCode || code)) {
    return { failure: 'certificate', permanent: false };
  }
  if (code === 'ETIMEDOUT') return { failure: 'timeout', permanent: false };
  if (responseCode >= 400) return { failure: 'rejected', permanent: responseCode >= 500 };
  return { failure: 'unreachable', permanent: false };
}
