import { describe, expect, it } from 'vitest';
import { recognise } from '../../../shared/posting/recognise.ts';
import type { Act } from '../../../shared/posting/service.ts';
import { readData } from '../../support/shared-data.ts';
import { type EndpointRow, requestOf, samplePath } from '../../support/sns-rows.ts';

const endpoints = readData<{ endpoints: EndpointRow[] }>('sns/endpoints.json')?.endpoints;
interface Negative {
  service: string;
  method: string;
  host: string;
  path: string;
  sampleBody: unknown;
}
const negatives = readData<{ requests: Negative[] }>('sns/not_posts.json')?.requests;
const operations = readData<{ operations: { queryId: string; operation: string }[] }>(
  'sns/x_graphql_operations.json',
)?.operations;

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

/** What the rows leave out of their bodies, from their notes: who reads a path alone cannot know it. */
const bodies: Readonly<Record<string, unknown>> = {
  'facebook create-group-post':
    'fb_api_req_friendly_name=ComposerStoryCreateMutation&variables={"input":{"message":{"text":"SAMPLE_TEXT"}}}',
  'facebook page-review':
    'fb_api_req_friendly_name=ComposerStoryCreateMutation&variables={"input":{"composer_source_surface":"page_recommendation_tab","message":{"text":"SAMPLE_TEXT"}}}',
  'facebook delete-post': 'fb_api_req_friendly_name=useCometTrashPostMutation&variables={}',
  'facebook comment-delete': 'fb_api_req_friendly_name=CometUFIDeleteCommentMutation&variables={}',
  'facebook story-create':
    'fb_api_req_friendly_name=StoriesCreateMutation&variables={"input":{"message":{"text":"SAMPLE_TEXT"}}}',
  'threads reply': 'caption=SAMPLE_TEXT&text_post_app_info={"reply_id":"1"}',
  'mastodon reply': 'status=SAMPLE_TEXT&in_reply_to_id=1',
  'reddit save-draft': { operation: 'CreateDraft', variables: { input: { title: 'SAMPLE_TEXT' } } },
  'reddit media-lease': { operation: 'CreateMediaUploadLease', variables: {} },
};

/** Rows whose shape says more than the data's word. */
const seenCloser: Readonly<Record<string, Act>> = {
  'line-oa broadcast': 'schedule', // its body has status SCHEDULED and immediate false
};
/** Threads' app deletes by Instagram's own path on Instagram's host. */
const shared: Readonly<Record<string, string>> = { 'threads delete-post': 'instagram' };

describe.runIf(endpoints !== undefined)('the endpoints of ../shared/data/sns', () => {
  const rows = (endpoints ?? []).map((row, i) => {
    const name = `${row.service} ${row.action}`;
    return [`${i} ${name} ${row.host}`, row, name] as const;
  });

  it.each(rows)('%s', (_, row, name) => {
    const sampleBody = row.sampleBody ?? bodies[name] ?? null;
    const found = recognise(requestOf({ ...row, sampleBody }, samplePath(row.path)));
    const act = seenCloser[name] ?? actOf[row.action];
    expect({ service: found.service, act: found.act }).toEqual({
      service: shared[name] ?? row.service,
      act,
    });
    if (JSON.stringify(sampleBody).includes('SAMPLE_TEXT')) {
      expect(found.text).toContain('SAMPLE_TEXT');
    }
  });
});

describe.runIf(negatives !== undefined)('what only looks like a post in ../shared/data/sns', () => {
  const rows = (negatives ?? []).flatMap((row) =>
    row.method
      .split('|')
      .map((method) => [`${method} ${row.host}${row.path}`, row, method] as const),
  );

  it.each(rows)('%s', (_, row, method) => {
    const contentType = 'application/x-www-form-urlencoded';
    const found = recognise(requestOf({ ...row, method, contentType }, row.path));
    expect(found.act).toBeNull();
    expect(found.service).not.toBeNull();
  });
});

describe.runIf(operations !== undefined)("X's operations in ../shared/data/sns", () => {
  it.each((operations ?? []).map((each) => [each.operation, each.queryId] as const))(
    '%s is known',
    (operation, queryId) => {
      const url = `https://x.com/i/api/graphql/${queryId}/${operation}`;
      const found = recognise({ method: 'POST', url, headers: {}, body: new Uint8Array() });
      expect(found.service).toBe('x');
      expect(found.act).not.toBe('unknown-write');
    },
  );
});

it.skipIf(endpoints !== undefined)('not run: no data', () => {});
