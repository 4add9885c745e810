/** Where the hub reads an account's own posts, to find those that did not pass the barrier. */
import { z } from 'zod';
import { duration } from './schema-parts.ts';

export const importSources = ['bluesky', 'mastodon', 'rss'] as const;
export type ImportSource = (typeof importSources)[number];

export const importSchema = z
  .strictObject({
    from: z.enum(importSources),
    /** The whole address of the list: it is asked for as it stands. */
    url: z.string().trim().min(1).max(2000),
    every: duration.optional(),
  })
  .superRefine(({ from, url }, context) => {
    const message = problemOf(from, url);
    if (message !== null) context.addIssue({ code: 'custom', path: ['url'], message });
  });
export type Import = z.infer<typeof importSchema>;

export const defaultImportEvery = 'PT1H';

/** What has to stand in the path, and in the query. */
const shapes: Readonly<
  Record<ImportSource, { path: RegExp; query: readonly string[]; example: string } | null>
> = {
  bluesky: {
    path: /^\/xrpc\/(?:app\.bsky\.feed\.getAuthorFeed|com\.atproto\.repo\.listRecords)$/,
    query: ['actor', 'repo'],
    example: 'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=yokote.example',
  },
  mastodon: {
    path: /^\/api\/v1\/accounts\/[^/]+\/statuses$/,
    query: [],
    example: 'https://mastodon.example/api/v1/accounts/109000000000000000/statuses?limit=40',
  },
  rss: null,
};

function problemOf(from: ImportSource, text: string): string | null {
  if (!URL.canParse(text) || !/^https:\/\//i.test(text)) {
    return 'https で始まるアドレスを書く / write an address that begins with https';
  }
  const shape = shapes[from];
  if (shape === null) return null;
  const { pathname, searchParams } = new URL(text);
  const isNamed = shape.query.length === 0 || shape.query.some((name) => searchParams.has(name));
  if (shape.path.test(pathname) && isNamed) return null;
  return `「${shape.example}」のように書く / write an address such as ${shape.example}`;
}
