/**
 * browser ─TLS with our certificate→ gateway ─TLS, verified→ destination.
 * The tunnel is opened and its requests go, one by one, the way of any other request. Plain HTTP
 * inside a tunnel (ws:// pages do so) is read as such. What is neither is refused and recorded.
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Destination } from '../../shared/destination/destination.ts';
import type { CertificateAuthority } from '../certificates/authority.ts';
import type { Credential } from './barrier.ts';
import { established } from './raw-response.ts';
import type { OpenedTunnel } from './web-request.ts';

export type Unreadable = 'not-readable' | 'handshake-failed';

export interface InterceptOptions {
  readonly authority: CertificateAuthority;
  readonly silentMs: number;
  readonly handshakeMs: number;
  /** The greeting names a server. @returns whether it is another host than the tunnel's: its requests are refused */
  readonly isOtherHost: (
    destination: Destination,
    credential: Credential,
    name: string,
  ) => boolean | Promise<boolean>;
  /** Requests come out of this socket. */
  readonly onOpened: (socket: Socket, tunnel: OpenedTunnel) => void;
  /** Neither TLS nor HTTP, or the program does not trust our certificate. Nothing has left. */
  readonly onUnreadable: (
    destination: Destination,
    credential: Credential,
    why: Unreadable,
  ) => void;
}

export function intercept(
  person: Socket,
  destination: Destination,
  credential: Credential,
  head: Buffer,
  options: InterceptOptions,
): void {
  const { onOpened, onUnreadable, silentMs } = options;
  const timer = setTimeout(() => person.destroy(), silentMs);
  const onFirst = (chunk: Buffer) => {
    clearTimeout(timer);
    person.off('end', onEnd).pause();
    person.unshift(chunk);
    switch (kindOf(chunk)) {
      case 'tls':
        secure(person, destination, credential, options);
        return;
      case 'http':
        onOpened(person, { destination, credential, scheme: 'http', isOtherHost: false });
        person.resume();
        return;
      default:
        person.destroy();
        onUnreadable(destination, credential, 'not-readable');
    }
  };
  // Browsers open tunnels ahead of need, and close them unused: nothing was asked.
  const onEnd = () => person.destroy();
  person.once('close', () => clearTimeout(timer));
  person.once('end', onEnd);
  person.write(established);
  if (head.length > 0) {
    onFirst(head);
    return;
  }
  person.once('data', onFirst);
  person.resume();
  if (person.readableEnded) onEnd();
}

/** A TLS record of a handshake begins with 0x16, an HTTP request with a capital letter. */
function kindOf(chunk: Buffer): 'tls' | 'http' | 'other' {
  const first = chunk[0] ?? 0;
  if (first === 0x16) return 'tls';
  return first >= 0x41 && first <= 0x5a ? 'http' : 'other';
}

/**
 * As they are sent, each behind its length: Node would write a list anew for every connection. A
 * WebSocket's handshake offers HTTP/1.1 alone.
 */
const protocols = Buffer.from('\x02h2\x08http/1.1', 'latin1');

function secure(
  person: Socket,
  destination: Destination,
  credential: Credential,
  { authority, handshakeMs, isOtherHost: judge, onOpened, onUnreadable }: InterceptOptions,
): void {
  const secured = new TLSSocket(person, {
    isServer: true,
    secureContext: authority.contextFor(destination.host),
    ALPNProtocols: protocols,
  });
  const timer = setTimeout(() => secured.destroy(), handshakeMs);
  let isSecure = false;
  secured.once('secure', () => {
    isSecure = true;
    clearTimeout(timer);
    // Set once the client's greeting has been read; an address is never sent as a name.
    const named: unknown = (secured as { servername?: unknown }).servername;
    const open = (isOtherHost: boolean) =>
      onOpened(secured, { destination, credential, scheme: 'https', isOtherHost });
    if (typeof named !== 'string' || named === '') {
      open(false);
      return;
    }
    // Whatever goes wrong in there is another host.
    void (async () => judge(destination, credential, named))().then(open, () => open(true));
  });
  secured.on('error', (error: NodeJS.ErrnoException) => {
    // An alert says that our certificate is not trusted; a reset only that somebody went away.
    if (!isSecure && error.code?.startsWith('ERR_SSL_')) {
      isSecure = true;
      onUnreadable(destination, credential, 'handshake-failed');
    }
    person.destroy();
  });
  secured.once('close', () => {
    clearTimeout(timer);
    person.destroy();
  });
  person.once('close', () => secured.destroy());
}
