/** Facebook's Graph API: what a program of a page sends, one by one or many in a batch. */
import { fileOf } from '../attachment.ts';
import { type Content, partOf, readContent } from '../content/content.ts';
import { readJson } from '../content/field-values.ts';
import { joinTexts } from '../join-texts.ts';
import type { Act, Posting, Rule } from '../service.ts';

const hosts = [
  'graph.facebook.com',
  'graph-video.facebook.com',
  'graph.beta.facebook.com',
  'graph-video.beta.facebook.com',
];
const edge = (names: string) => new RegExp(`^/(?:v[\\d.]+/)?[\\w.]+/(?:${names})$`, 'i');
const node = /^\/(?:v[\d.]+\/)?\d+(?:_\d+)?$/i;
/** Fields may stand in the query. */
const orQuery = (...names: string[]) => [...names, ...names.map((name) => `?${name}`)];
const said = (content: Content, name: string): string =>
  orQuery(name).flatMap(content.texts)[0]?.toLowerCase() ?? '';

const isDeletion = (content: Content) => said(content, 'method') === 'delete';

/** Bytes of a video come first, in parts; the last call publishes. */
const isPart = (content: Content) => /^(?:start|transfer|cancel)$/.test(phaseOf(content));
const phaseOf = (content: Content) => said(content, 'upload_phase');

const publishAct = (content: Content): Act => {
  if (isDeletion(content)) return 'delete';
  if (isPart(content)) return 'upload';
  if (orQuery('scheduled_publish_time').some(content.has)) return 'schedule';
  const isHeld =
    said(content, 'published') === 'false' ||
    said(content, 'video_state') === 'draft' ||
    said(content, 'unpublished_content_type') === 'draft';
  return isHeld ? 'upload' : 'post';
};

const words = orQuery(
  'message',
  'caption',
  'title',
  'description',
  'name',
  'subject',
  'link',
  'alt_text_custom',
  'title.text',
);

/** Templates hold their words at several depths. */
const messageText = [
  'text',
  'attachment.payload.text',
  'attachment.payload.title',
  'attachment.payload.buttons.title',
  'attachment.payload.elements.title',
  'attachment.payload.elements.subtitle',
  'attachment.payload.elements.buttons.title',
  'quick_replies.title',
].map((path) => `message.${path}`);

/** What a page says of itself: none of these stands at a post. */
const profileFields = [
  'about',
  'bio',
  'website',
  'phone',
  'company_overview',
  'general_info',
  'mission',
];

const edges: readonly Omit<Rule, 'hosts'>[] = [
  { path: edge('comments'), act: 'comment', text: orQuery('message') },
  { path: edge('private_replies'), act: 'message', text: orQuery('message') },
  {
    path: edge('photo_stories|video_stories'),
    act: (content: Content): Act => (isPart(content) ? 'upload' : 'story'),
    attachments: orQuery('photo_id', 'video_id'),
  },
  { path: edge('live_videos'), act: 'live', text: words },
  { path: edge('sharedposts'), act: 'repost', text: words },
  {
    path: edge('feed|photos|videos|video_reels|albums|notes|links|statuses|events'),
    act: publishAct,
    text: words,
    attachments: ['attached_media.media_fbid'],
  },
  {
    path: edge('messages'),
    act: (content: Content): Act | null =>
      said(content, 'sender_action') === '' ? 'message' : null,
    text: [...messageText, '?message.text'],
  },
  { path: edge('message_attachments'), act: 'upload' },
  {
    methods: ['POST', 'DELETE'],
    path: edge('messenger_profile|thread_settings|picture|settings|cover'),
    act: 'profile',
    text: ['greeting.text', 'persistent_menu.call_to_actions.title', 'ice_breakers.question'],
  },
  {
    methods: ['POST', 'DELETE'],
    path: edge(
      'likes|subscribed_apps|reactions|activities|subscriptions|blocked|roles|insights|permissions|accounts|tabs|apprequests|tags|labels|assigned_users|pass_thread_control|take_thread_control',
    ),
    act: null,
  },
  { path: edge('access_token|login|login_status'), act: 'sign-in' },
  { methods: ['DELETE'], path: node, act: 'delete' },
  {
    path: node,
    when: (content: Content) => !isDeletion(content) && profileFields.some(content.has),
    act: 'profile',
    text: [...profileFields, ...words],
  },
  {
    path: node,
    act: (content: Content): Act => (isDeletion(content) ? 'delete' : 'edit'),
    text: words,
  },
];
const graphRules: readonly Rule[] = edges.map((rule) => ({ hosts, ...rule }));

const batchRule: Rule = {
  hosts,
  path: /^\/(?:v[\d.]+)?$/i,
  when: (content) => content.has('batch'),
  act: 'post',
  postings: batch,
};

/** The API before it: the method in the path or in a field. */
const oldRules: readonly Rule[] = [
  {
    hosts: ['api.facebook.com', 'b-api.facebook.com'],
    path: /^\/(?:method\/(?:stream\.publish|status\.set|users\.setStatus)|restserver\.php)$/i,
    when: (content) =>
      !/^auth\./.test(said(content, 'method')) && orQuery('message', 'status').some(content.has),
    act: 'post',
    text: orQuery('message', 'status'),
  },
  {
    hosts: ['api.facebook.com', 'b-api.facebook.com', 'b-graph.facebook.com'],
    path: /^\/(?:method\/auth\.\w+|restserver\.php|auth\/\w+)$/i,
    act: 'sign-in',
  },
];

export const graphApi: readonly Rule[] = [...graphRules, batchRule, ...oldRules];

/** `[{ method, relative_url, body }]`, the body a form. https://developers.facebook.com/docs/graph-api/batch-requests */
function batch(content: Content): Posting[] {
  const requests = content.values('batch').flatMap((each) => {
    const list = typeof each === 'string' ? readJson(each) : each;
    return Array.isArray(list) ? list : [list];
  });
  const postings = requests.slice(0, 100).flatMap((request): Posting[] => {
    const one = partOf(request);
    const method = one.texts('method')[0]?.toUpperCase() ?? 'GET';
    if (method === 'GET') return [];
    const [path = '', query = ''] = (one.texts('relative_url')[0] ?? '').split('?', 2);
    const inner = readContent({
      contentType: 'application/x-www-form-urlencoded',
      body: new TextEncoder().encode(one.texts('body')[0] ?? ''),
      query,
    });
    const rule = graphRules.find(
      (each) =>
        (each.methods ?? (['POST'] as readonly string[])).some((known) => known === method) &&
        each.path.test(`/${path.replace(/^\/+|\/+$/g, '')}`) &&
        each.when?.(inner) !== false,
    );
    const act = typeof rule?.act === 'function' ? rule.act(inner) : rule?.act;
    if (act === null) return [];
    const text = joinTexts((rule?.text ?? []).flatMap((each) => inner.texts(each)));
    return [{ act: act ?? 'unknown-write', text, account: null, attachments: [] }];
  });
  // Files come beside the requests, which name them: the first stands for all.
  const files = content.files.map(fileOf);
  return postings.map((each, i) => (i === 0 ? { ...each, attachments: files } : each));
}
