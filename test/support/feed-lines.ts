/** What a reader of feeds says of a text, one line each. */
import type {
  FeedOptions,
  FeedReader,
  FeedSink,
} from '../../shared/destination/feeds/feed-reader.ts';

export const plainOptions: FeedOptions = { action: 'block', subdomains: false, column: null };

/** `1 example.com`, with sub-domains `1 *.example.com`; an exception `1 not example.com`. */
export function feedLines(
  { read }: Pick<FeedReader, 'read'>,
  text: string,
  options: Partial<FeedOptions> = {},
): string[] {
  const said: string[] = [];
  const sink: FeedSink = {
    host: (host, line, { exact, except }) =>
      void said.push(`${line} ${except ? 'not ' : ''}${exact ? '' : '*.'}${host}`),
    filter: (match, line, except) =>
      void said.push(`${line} ${except ? 'not ' : ''}filter ${match}`),
    skip: (_, line, fault) => void said.push(`${line} ${fault}`),
  };
  read(text, { ...plainOptions, ...options }, sink);
  return said;
}
