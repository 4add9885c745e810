/** Whose certificates are believed of destinations, and of a proxy above this one. */
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/**
 * Made when it is first needed: it takes time and memory.
 * @param trust PEM, beside Node's and the system's roots
 */
export function createTrust(trust: readonly string[] = []): () => SecureContext {
  let roots: SecureContext | null = null;
  return () => {
    roots ??= createSecureContext({
      ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...trust])],
      minVersion: 'TLSv1.2',
    });
    return roots;
  };
}
