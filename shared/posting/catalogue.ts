/** Every service that postings are recognised for. Of services that share a host, the first that knows a write has it; what none knows is the first one's. */
import { ameblo } from './catalogue/ameblo.ts';
import { bluesky } from './catalogue/bluesky.ts';
import { facebook } from './catalogue/facebook.ts';
import { fiveChannel } from './catalogue/five-channel.ts';
import { hatenaBlog } from './catalogue/hatena-blog.ts';
import { hatenaFotolife } from './catalogue/hatena-fotolife.ts';
import { instagram } from './catalogue/instagram.ts';
import { lineMessagingApi } from './catalogue/line-messaging-api.ts';
import { lineOfficialAccount } from './catalogue/line-official-account.ts';
import { linkedin } from './catalogue/linkedin.ts';
import { mastodon } from './catalogue/mastodon.ts';
import { misskey } from './catalogue/misskey.ts';
import { note } from './catalogue/note.ts';
import { pinterest } from './catalogue/pinterest.ts';
import { reddit } from './catalogue/reddit.ts';
import { shitaraba } from './catalogue/shitaraba.ts';
import { threads } from './catalogue/threads.ts';
import { tiktok } from './catalogue/tiktok.ts';
import { tumblr } from './catalogue/tumblr.ts';
import { wordpress } from './catalogue/wordpress.ts';
import { x } from './catalogue/x.ts';
import { youtube } from './catalogue/youtube.ts';
import type { Service } from './service.ts';

export const catalogue: readonly Service[] = [
  x,
  bluesky,
  facebook,
  instagram,
  threads,
  youtube,
  lineOfficialAccount,
  lineMessagingApi,
  tiktok,
  note,
  ameblo,
  hatenaBlog,
  hatenaFotolife,
  tumblr,
  linkedin,
  pinterest,
  reddit,
  shitaraba,
  fiveChannel,
  misskey,
  mastodon,
  wordpress,
];

export const serviceIds: ReadonlySet<string> = new Set(catalogue.map(({ id }) => id));
