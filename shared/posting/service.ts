/** What a service of the catalogue, one of its rules, and a recognised posting look like. */
import type { Content } from './content/content.ts';

export const acts = [
  'post',
  'reply',
  'quote',
  'repost',
  'story',
  'schedule',
  'live',
  'comment',
  'message',
  'edit',
  'delete',
  'upload', // something stored ahead of a post: a file, its description, a draft
  'profile', // what stands at the account for long: name, description, lists
  'sign-in',
  'unknown-write', // a write to a known service that the catalogue does not know
] as const;
export type Act = (typeof acts)[number];

export interface Attachment {
  readonly name: string | null;
  readonly type: string | null;
  /** Bytes; null where the request only refers to it. */
  readonly size: number | null;
  /** The service's own name for what was uploaded before. */
  readonly reference: string | null;
  /** For the digest. Never written anywhere. */
  readonly data?: Uint8Array;
}

export interface Posting {
  readonly act: Act;
  /** Every field that the person wrote, a line each; '' where there is none. */
  readonly text: string;
  readonly account: string | null;
  readonly attachments: readonly Attachment[];
  /** The service's own name of the post that it edits, deletes, publishes or answers. */
  readonly about?: string;
}

/** The first rule that fits decides; the conditions that are written must all hold. */
export interface Rule {
  /** `['POST']` where it is not written. */
  readonly methods?: readonly Method[];
  /** Of the path without a trailing slash. */
  readonly path: Pick<RegExp, 'test'>;
  readonly hosts?: readonly string[];
  /** The name of a GraphQL operation, as the service's `operation` reads it. */
  readonly operation?: RegExp;
  readonly when?: (content: Content) => boolean;
  /** null: known to be harmless. */
  readonly act: Act | null | ((content: Content) => Act | null);
  /** Paths into the body (content.ts) of what the person wrote. */
  readonly text?: readonly string[];
  /** `html`: the text holds markup, which is taken off. */
  readonly format?: 'html';
  readonly account?: readonly string[];
  /** Paths to the names of what was uploaded before. Files in the body are found without them. */
  readonly attachments?: readonly string[];
  /** The whole body is one file. */
  readonly isFile?: true;
  /** For a request that holds several postings, or postings of several kinds. */
  readonly postings?: (content: Content) => readonly Posting[];
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Service {
  /** As policies and records name it. */
  readonly id: string;
  readonly title: string;
  /** `x.com`, or `*.5ch.net` for the name and all below it. */
  readonly hosts: readonly string[];
  /** Path and query that tell the service on any host: for what anybody can run. */
  readonly shape?: RegExp;
  /** Reads a method override: header, `_method`. Elsewhere it is ignored, as the service does. `any method`: also one of a GET. */
  readonly overrides?: 'post' | 'any method';
  /** Of forms that are not UTF-8. */
  readonly charset?: 'shift_jis' | 'euc-jp';
  /** The path that the rules see, where the service has several spellings. */
  readonly pathOf?: (path: string, content: Content) => string;
  readonly operation?: (
    path: string,
    content: Content,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => string | null;
  /** Paths into the body, for every rule that names none of its own. */
  readonly account?: readonly string[];
  /** The account in full, where it is told by more than the body. @param named what the body says */
  readonly accountOn?: (
    request: {
      readonly host: string;
      readonly headers: Readonly<Record<string, string | undefined>>;
    },
    named: string | null,
  ) => string | null;
  /** Its first group is the account, where the body names none. */
  readonly accountInPath?: RegExp;
  readonly rules: readonly Rule[];
  /** Writes without anything of the person's own: telemetry, likes, read markers. */
  readonly harmless: readonly Pick<Rule, 'methods' | 'path' | 'hosts' | 'operation' | 'when'>[];
  /** Of a WebSocket: what asks or listens, and writes nothing (recognise-message.ts). */
  readonly harmlessMessage?: (content: Content) => boolean;
  /** Where these shapes were seen. */
  readonly evidence: readonly string[];
}
