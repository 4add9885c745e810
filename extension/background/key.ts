/** The enrolment's key pair: made here, never exportable, kept in IndexedDB. */
import { credentialStatement, type PublicKey } from '../../shared/protocol/link.ts';
import { base64url } from './base64url.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** Makes a new pair in place of the old one. */
export async function makeKey(): Promise<PublicKey> {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  await inStore('readwrite', (store) => store.put(pair, 'enrolment'));
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { kty, crv, x, y } as PublicKey;
}

/** The Authorization header of `credential`, or null where no key was made yet. */
export async function signedAuthorization(enrolment: string, at: number): Promise<string | null> {
  const pair = await inStore<CryptoKeyPair | undefined>('readonly', (store) =>
    store.get('enrolment'),
  );
  if (pair === undefined) return null;
  const nonce = base64url(crypto.getRandomValues(new Uint8Array(16)));
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    pair.privateKey,
    new TextEncoder().encode(credentialStatement(enrolment, at, nonce)),
  );
  return `Sekisho-Key ${enrolment}.${at}.${nonce}.${base64url(new Uint8Array(signature))}`;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const opening = indexedDB.open('sekisho', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
  const database = await settled<IDBDatabase>(opening);
  try {
    return await settled<T>(act(database.transaction('keys', mode).objectStore('keys')));
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error);
  });
}
