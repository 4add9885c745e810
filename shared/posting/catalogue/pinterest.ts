/** Pinterest: every call of the site is a resource and a verb, its options as JSON in a form. */
import type { Rule, Service } from '../service.ts';

const option = (...names: string[]) => names.map((name) => `data.options.${name}`);
const resource = (name: string, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: new RegExp(`^/resource/${name}$`, 'i'),
  act,
  text,
});

export const pinterest: Service = {
  id: 'pinterest',
  title: 'Pinterest',
  hosts: ['*.pinterest.com', '*.pinterest.jp'],
  rules: [
    resource(
      '(?:Pin|StoryPin|StoryPinDraft|ScheduledPin)Resource/create',
      'post',
      option('title', 'description', 'alt_text', 'link'),
    ),
    resource('RepinResource/create', 'repost', option('title', 'description')),
    resource('PinResource/update', 'edit', option('title', 'description', 'alt_text', 'link')),
    resource(
      '(?:Pin|StoryPin|Board|BoardSection|AggregatedComment|UserDidItData)Resource/delete',
      'delete',
    ),
    resource(
      '(?:AggregatedComment|UserDidItData|PinComment|AggregatedCommentReply)Resource/create',
      'comment',
      option('text', 'details'),
    ),
    resource('AggregatedCommentResource/update', 'edit', option('text')),
    resource('(?:ConversationMessages|Conversations?)Resource/create', 'message', option('text')),
    resource(
      'Board(?:Section)?Resource/(?:create|update|edit)',
      'profile',
      option('name', 'description', 'title'),
    ),
    resource(
      'UserSettingsResource/update',
      'profile',
      option('about', 'full_name', 'first_name', 'last_name', 'website_url'),
    ),
    resource('(?:UserSession|UserRegister\\w*)Resource/(?:create|delete)', 'sign-in'),
    { path: /^\/upload-image(?:\/.*)?$/i, act: 'upload' },
    resource('(?:VIPResource|MediaUpload\\w*|UploadImage\\w*)Resource/create', 'upload'),
    { path: /^\/v5\/pins$/i, act: 'post', text: ['title', 'description', 'alt_text', 'link'] },
    {
      path: /^\/v5\/pins\/\d+$/i,
      methods: ['PATCH'],
      act: 'edit',
      text: ['title', 'description', 'alt_text'],
    },
    { path: /^\/v5\/(?:pins|boards)\/\d+$/i, methods: ['DELETE'], act: 'delete' },
  ],
  harmless: [
    {
      path: /^\/resource\/\w+\/get$/i,
      when: (content) => !content.has('data.options.description'),
    },
    {
      path: /^\/resource\/(?:ActiveUser|Nag|Experiment\w*|ContextLog|UserFollow|BoardFollow|UserReaction|PinReaction\w*|ApiCPRF|\w*Seen\w*|\w*Impression\w*|OfflineConversion|News\w*|\w*Like|\w*Badge\w*|PinCommentLike|AggregatedCommentLike|Conversations?Read)Resource\/\w+$/i,
    },
    { path: /^\/(?:_\/_|_ngjs|log|callback_event|csp|sw)(?:\/.*)?$/i },
    {
      path: /^\/(?:v3|ct)(?:\/.*)?$/i,
      hosts: ['ct.pinterest.com', 'trk.pinterest.com', 'log.pinterest.com'],
    },
  ],
  evidence: [
    'bstoilov/py3-pinterest: py3pin/Pinterest.py @fdbe3bc64e2ec5bf0e58da01be364d81b6ce689d',
    'developers.pinterest.com: API v5',
  ],
};
