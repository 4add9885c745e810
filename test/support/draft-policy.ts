/** The starter policy with a Bluesky whose postings wait for an approval. */
import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { starterFile } from '../../proxy/hub/policy/publish-first.ts';

export async function policyWithDrafts(
  rule: object = {},
  policy: (starter: Record<string, unknown>) => object = () => ({}),
): Promise<string> {
  const starter = parse(await readFile(starterFile, 'utf8'));
  const posting = [
    {
      service: 'bluesky',
      responsible: 'kacho',
      deputies: ['buco'],
      accounts: [
        { name: 'yokote.example', ids: ['did:plc:yokote'], posters: ['tanaka', 'kacho'] },
        { name: 'shobo.example', posters: ['sato'] },
      ],
      topics: ['イベント', '防災'],
      approval: 'before',
      forbidden: { words: ['入札予定価格'] },
      ...rule,
    },
  ];
  return stringify({ ...starter, posting, ...policy(starter) });
}
