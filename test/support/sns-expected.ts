/** What the shared SNS data says that each of its rows is: the service, the act and the text that must be told. */
import type { PostingRequest } from '../../shared/posting/recognise.ts';
import type { Act } from '../../shared/posting/service.ts';
import { readData } from './shared-data.ts';
import { type EndpointRow, requestOf, samplePath } from './sns-rows.ts';

export interface SnsCase {
  readonly says: string;
  readonly request: PostingRequest;
  readonly service: string;
  /** null: it must not be taken for a posting. */
  readonly act: Act | null;
  /** Every one must be in the text; [] where the row has none of its own. */
  readonly texts: readonly string[];
}

interface Negative {
  readonly service: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly sampleBody: unknown;
}

/** The data's vocabulary → ours. */
const actOf: Readonly<Record<string, Act | null>> = {
  'create-post': 'post',
  'create-long-post': 'post',
  'create-group-post': 'post',
  'create-post-media': 'post',
  'create-post-legacy': 'post',
  'create-pin': 'post',
  'community-post': 'post',
  'page-review': 'post',
  'poll-card': 'post',
  'upload-create': 'post',
  note: 'post',
  publish: 'post',
  broadcast: 'post',
  reply: 'reply',
  quote: 'quote',
  repost: 'repost',
  renote: 'repost',
  repin: 'repost',
  'create-story': 'story',
  'story-create': 'story',
  'schedule-post': 'schedule',
  'schedule-edit': 'schedule',
  comment: 'comment',
  dm: 'message',
  push: 'message',
  multicast: 'message',
  narrowcast: 'message',
  'edit-post': 'edit',
  'edit-video': 'edit',
  edit: 'edit',
  update: 'edit',
  'delete-post': 'delete',
  'comment-delete': 'delete',
  'delete-pin': 'delete',
  'media-upload': 'upload',
  'media-metadata': 'upload',
  'video-upload': 'upload',
  'dm-media': 'upload',
  'chat-file': 'upload',
  'upload-start': 'upload',
  'upload-bytes': 'upload',
  'create-draft': 'upload',
  'save-draft': 'upload',
  'edit-profile': 'profile',
  'list-create': 'profile',
  'board-create': 'profile',
  'chat-nickname': 'profile',
  like: null,
  'read-marker': null,
  'media-lease': null,
  'project-create': null,
  'timeline-draft': null,
  'compose-page': null,
};

/**
 * What the rows leave out of their bodies, after their notes and where they say that the text is: who
 * reads a path alone cannot know it. By service and action, with the host where two hosts differ.
 */
const bodies: Readonly<Record<string, unknown>> = {
  'x schedule-post': { variables: { post_tweet_request: { status: 'SAMPLE_TEXT' } } },
  'x list-create': { variables: { name: 'SAMPLE_TEXT', description: 'SAMPLE_TEXT' } },
  'x media-metadata': { media_id: '1', alt_text: { text: 'SAMPLE_TEXT' } },
  'x create-post': 'status=SAMPLE_TEXT',
  'facebook create-group-post':
    'fb_api_req_friendly_name=ComposerStoryCreateMutation&variables={"input":{"message":{"text":"SAMPLE_TEXT"}}}',
  'facebook page-review':
    'fb_api_req_friendly_name=ComposerStoryCreateMutation&variables={"input":{"composer_source_surface":"page_recommendation_tab","message":{"text":"SAMPLE_TEXT"}}}',
  'facebook delete-post': 'fb_api_req_friendly_name=useCometTrashPostMutation&variables={}',
  'facebook comment-delete': 'fb_api_req_friendly_name=CometUFIDeleteCommentMutation&variables={}',
  'facebook story-create':
    'fb_api_req_friendly_name=StoriesCreateMutation&variables={"input":{"message":{"text":"SAMPLE_TEXT"}}}',
  'instagram create-post www.instagram.com': 'caption=SAMPLE_TEXT&upload_id=1',
  'instagram create-post i.instagram.com': 'signed_body=SIGNATURE.{"caption":"SAMPLE_TEXT"}',
  'instagram create-story': 'signed_body=SIGNATURE.{"caption":"SAMPLE_TEXT"}',
  'instagram edit-post': 'caption_text=SAMPLE_TEXT',
  'instagram comment': 'comment_text=SAMPLE_TEXT',
  'instagram dm': 'text=SAMPLE_TEXT',
  'instagram note': 'text=SAMPLE_TEXT',
  'threads reply': 'caption=SAMPLE_TEXT&text_post_app_info={"reply_id":"1"}',
  'threads create-post-media': 'caption=SAMPLE_TEXT&upload_id=1',
  'youtube community-post': { commentText: 'SAMPLE_TEXT' },
  'youtube edit-video': {
    title: { newTitle: 'SAMPLE_TEXT' },
    description: { newDescription: 'SAMPLE_TEXT' },
  },
  'bluesky edit-profile': {
    repo: 'did:plc:x',
    collection: 'app.bsky.actor.profile',
    rkey: 'self',
    record: { displayName: 'SAMPLE_TEXT', description: 'SAMPLE_TEXT' },
  },
  'mastodon reply': 'status=SAMPLE_TEXT&in_reply_to_id=1',
  'mastodon edit-post': 'status=SAMPLE_TEXT&spoiler_text=SAMPLE_TEXT',
  'tiktok create-post': {
    single_post_req_list: [{ single_post_feature_info: { text: 'SAMPLE_TEXT' } }],
  },
  'tiktok comment': 'text=SAMPLE_TEXT',
  'linkedin comment': { commentary: { text: 'SAMPLE_TEXT' } },
  'pinterest repin': 'data={"options":{"description":"SAMPLE_TEXT"}}',
  'pinterest board-create': 'data={"options":{"name":"SAMPLE_TEXT","description":"SAMPLE_TEXT"}}',
  'tumblr edit-post': { content: [{ type: 'text', text: 'SAMPLE_TEXT' }] },
  'tumblr create-post': { content: [{ type: 'text', text: 'SAMPLE_TEXT' }] },
  'tumblr create-post-legacy': 'type=text&title=SAMPLE_TEXT&body=SAMPLE_TEXT',
  'reddit save-draft': { operation: 'CreateDraft', variables: { input: { title: 'SAMPLE_TEXT' } } },
  'reddit media-lease': { operation: 'CreateMediaUploadLease', variables: {} },
  'reddit create-post': 'title=SAMPLE_TEXT&text=SAMPLE_TEXT',
  'reddit comment': 'text=SAMPLE_TEXT&thing_id=t3_1',
  'reddit edit': 'text=SAMPLE_TEXT&thing_id=t1_1',
  'reddit dm': 'subject=SAMPLE_TEXT&text=SAMPLE_TEXT&to=a',
  'ameblo publish': 'entry_title=SAMPLE_TEXT&entry_text=SAMPLE_TEXT',
  'ameblo save-draft': 'entry_title=SAMPLE_TEXT&entry_text=SAMPLE_TEXT',
  'ameblo update': 'entry_title=SAMPLE_TEXT&entry_text=SAMPLE_TEXT',
  'shitaraba create-post': 'SUBJECT=SAMPLE_TEXT&MESSAGE=SAMPLE_TEXT',
};

/** Rows whose shape says more than the data's word. */
const seenCloser: Readonly<Record<string, Act>> = {
  'line-oa broadcast': 'schedule', // its body has status SCHEDULED and immediate false
};
/** Threads' app deletes by Instagram's own path on Instagram's host. */
const shared: Readonly<Record<string, string>> = { 'threads delete-post': 'instagram' };

const sample = 'SAMPLE_TEXT';

/** null where the data is not there. */
export function snsEndpoints(): SnsCase[] | null {
  const rows = readData<{ endpoints: EndpointRow[] }>('sns/endpoints.json')?.endpoints;
  return rows?.map(endpointCase) ?? null;
}

function endpointCase(row: EndpointRow, index: number): SnsCase {
  const name = `${row.service} ${row.action}`;
  const act = seenCloser[name] ?? actOf[row.action];
  if (act === undefined) throw new Error(`no act for the data's word ${row.action}`);
  const sampleBody = row.sampleBody ?? bodies[`${name} ${row.host}`] ?? bodies[name] ?? null;
  const request = requestOf({ ...row, sampleBody }, samplePath(row.path));
  const { body, texts } = numbered(request.body);
  const says = `${index} ${name} ${row.host}`;
  return { says, request: { ...request, body }, service: shared[name] ?? row.service, act, texts };
}

/** Each sample with a number of its own: that one of them is read does not speak for the others. */
function numbered(body: Uint8Array): { body: Uint8Array; texts: string[] } {
  const texts: string[] = [];
  const text = new TextDecoder().decode(body).replaceAll(sample, () => {
    const each = `${sample}_${texts.length + 1}`;
    texts.push(each);
    return each;
  });
  return { body: new TextEncoder().encode(text), texts };
}

/** What only looks like a post, by every method of its row; null where the data is not there. */
export function snsNegatives(): SnsCase[] | null {
  const rows = readData<{ requests: Negative[] }>('sns/not_posts.json')?.requests;
  const contentType = 'application/x-www-form-urlencoded';
  return (
    rows?.flatMap((row) =>
      row.method.split('|').map((method) => ({
        says: `${method} ${row.host}${row.path}`,
        request: requestOf({ ...row, method, contentType }, row.path),
        service: row.service,
        act: null,
        texts: [],
      })),
    ) ?? null
  );
}
