/** Where everything lives below SEKISHO_HOME. */
import path from 'node:path';

export interface Paths {
  readonly hub: string;
  readonly hubAudit: string;
  /** The publishing key: apart from the database. */
  readonly hubKeys: string;
  readonly joinToken: string;
  /** The root key: a file of its own, to be moved away. */
  readonly rootKey: string;
  readonly proxy: string;
  readonly proxyAudit: string;
  readonly bundle: string;
  /** Snapshots of feeds, each under its SHA-256. */
  readonly feeds: string;
  /** Fingerprints of registered documents, and what they were made with. */
  readonly registered: string;
  /** Thumbnails that the hub has not got yet. */
  readonly thumbnails: string;
  readonly terminal: string;
  readonly enrolments: string;
  readonly enrolmentCodes: string;
  readonly authority: string;
  /** The password for the proxy above this one. */
  readonly upstreamCredential: string;
  readonly browser: string;
}

export function pathsBelow(home: string): Paths {
  const at = (...parts: string[]) => path.join(home, ...parts);
  return {
    hub: at('hub'),
    hubAudit: at('hub', 'audit'),
    hubKeys: at('hub', 'keys'),
    joinToken: at('hub', 'join-token'),
    rootKey: at('root-key', 'root.json'),
    proxy: at('proxy'),
    proxyAudit: at('proxy', 'audit'),
    bundle: at('proxy', 'bundle.json'),
    feeds: at('proxy', 'feeds'),
    registered: at('proxy', 'registered'),
    thumbnails: at('proxy', 'thumbnails'),
    terminal: at('proxy', 'terminal.json'),
    enrolments: at('proxy', 'enrolments.json'),
    enrolmentCodes: at('proxy', 'enrolment-codes'),
    authority: at('proxy', 'authority'),
    upstreamCredential: at('proxy', 'upstream-credential.json'),
    browser: at('browser'),
  };
}
