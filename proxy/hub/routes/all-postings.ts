/** All that the console asks about postings: their log, drafts, register, reports and switches. */
import type { createDrafts } from '../drafts/drafts.ts';
import { type FeedNetwork, outgoingOptions } from '../feeds/start-feeds.ts';
import { readTerms } from '../register/read-terms.ts';
import { disasterHandlers } from './disasters.ts';
import { draftHandlers } from './drafts.ts';
import { postingImportHandlers } from './posting-imports.ts';
import { postingNoteHandlers } from './posting-notes.ts';
import { postingReportHandlers } from './posting-report.ts';
import { postingThumbnailHandlers } from './posting-thumbnails.ts';
import { postingHandlers } from './postings.ts';
import { recogniseHandlers } from './recognise.ts';
import { registerHandlers } from './register.ts';

const termsMs = 60_000;

type Needs = Parameters<typeof postingHandlers>[0] &
  Parameters<typeof postingReportHandlers>[0] &
  Parameters<typeof postingThumbnailHandlers>[0] &
  Parameters<typeof disasterHandlers>[0] &
  Parameters<typeof postingNoteHandlers>[0] &
  Parameters<typeof postingImportHandlers>[0] &
  Parameters<typeof recogniseHandlers>[0] &
  Parameters<typeof draftHandlers>[0] &
  Omit<Parameters<typeof registerHandlers>[0], 'readTerms'> & {
    readonly drafts: ReturnType<typeof createDrafts>;
    readonly outside: {
      readonly network: FeedNetwork;
      readonly password: Parameters<typeof outgoingOptions>[1]['password'];
    };
  };

export function allPostingHandlers({ outside, ...needs }: Needs) {
  return {
    ...draftHandlers(needs),
    ...postingHandlers(needs),
    ...postingReportHandlers(needs),
    ...postingThumbnailHandlers(needs),
    ...disasterHandlers(needs),
    ...postingNoteHandlers(needs),
    ...postingImportHandlers(needs),
    ...recogniseHandlers(needs),
    ...registerHandlers({
      ...needs,
      readTerms: (url) => {
        const { policy } = needs.publisher.current();
        const signal = AbortSignal.timeout(termsMs);
        return readTerms(url, outgoingOptions(policy, { ...outside, signal }));
      },
    }),
  };
}
