/** Pinterest: every call of the site is a resource and a verb, its options as JSON in a form. */
import type { Content } from '../content/content.ts';
import type { Act, Method, Rule, Service } from '../service.ts';

const option = (...names: string[]) =>
  ['data.options', 'options'].flatMap((at) => names.map((name) => `${at}.${name}`));
const resource = (name: string, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: new RegExp(`^/(?:_ngjs/)?resource/(?:${name})$`, 'i'),
  act,
  text,
});

const story = option(
  'title',
  'description',
  'alt_text',
  'link',
  'story_pin.metadata.title',
  'story_pin.metadata.description',
);
const pin = ['title', 'description', 'alt_text', 'link', 'note'];
const changed: readonly Method[] = ['PATCH', 'PUT'];

/** A call of the API through the site. */
const apiAct = (content: Content): Act => {
  const [url = ''] = content.texts('data.options.url');
  return /\/notes\b/.test(url) ? 'edit' : 'unknown-write';
};

export const pinterest: Service = {
  id: 'pinterest',
  title: 'Pinterest',
  hosts: [
    ...['com', 'jp', 'de', 'fr', 'es', 'it', 'ca', 'at', 'ch', 'se', 'pt', 'ph', 'nz', 'cl', 'dk'],
    ...['ie', 'co.uk', 'co.kr', 'com.au', 'com.mx'],
  ]
    .map((end) => `*.pinterest.${end}`)
    .concat('pinterest-media-upload.s3-accelerate.amazonaws.com'),
  rules: [
    resource('StoryPinDraftResource/(?:create|update)', 'upload', story),
    resource('ScheduledPinResource/(?:create|update)', 'schedule', story),
    resource('(?:Pin|StoryPin)Resource/create', 'post', story),
    resource('RepinResource/create', 'repost', option('title', 'description')),
    resource('(?:Pin|StoryPin)Resource/update', 'edit', story),
    resource('ApiResource/create', apiAct, option('data.pin_note_content')),
    resource(
      '(?:Pin|StoryPin|StoryPinDraft|ScheduledPin|BulkEdit|Board|BoardSection(?:Edit)?|(?:Aggregated|Pin)Comment|UserDidItData)Resource/delete',
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
    resource('(?:UserSession|UserRegister(?!Track)\\w*)Resource/(?:create|delete)', 'sign-in'),
    { path: /^\/upload-image(?:\/.*)?$/i, act: 'upload' },
    resource('(?:VIPResource|MediaUpload\\w*|UploadImage\\w*)Resource/create', 'upload'),
    {
      methods: ['POST', 'PUT'],
      path: /^\/$/i,
      hosts: ['u.pinterest.com', 'pinterest-media-upload.s3-accelerate.amazonaws.com'],
      act: 'upload',
      isFile: true,
    },
    { methods: ['POST', 'PUT'], path: /^\/v\d\/pins$/i, act: 'post', text: pin },
    { methods: changed, path: /^\/v\d\/pins\/\d+$/i, act: 'edit', text: pin },
    { path: /^\/v\d\/pins\/\d+\/save$/i, act: 'repost' },
    {
      methods: ['DELETE'],
      path: /^\/v\d\/(?:pins|boards)\/[^/]+(?:\/sections\/\d+)?$/i,
      act: 'delete',
    },
    {
      methods: ['POST', ...changed],
      path: /^\/v\d\/boards(?:\/[^/]+)?(?:\/sections(?:\/\d+)?)?$/i,
      act: 'profile',
      text: ['name', 'description', 'title'],
    },
    { path: /^\/v\d\/media$/i, act: 'upload' },
    { path: /^\/v\d\/oauth\/\w+$/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: /^\/(?:_ngjs\/)?resource\/\w+\/get$/i,
      when: (content) => !content.has('data.options.description'),
    },
    {
      path: /^\/(?:_ngjs\/)?resource\/(?:ActiveUser|UserState|UserRegisterTrack\w*|BoardInvite\w*|BoardCollaborator\w*|Nag|Experiment\w*|ContextLog|UserFollow|BoardFollow|UserReaction|PinReaction\w*|ApiCPRF|\w*Seen\w*|UserExperience\w*|Report\w+|Api|\w*Analytics|\w*Impression\w*|OfflineConversion|News\w*|\w*Like|\w*Badge\w*|PinCommentLike|AggregatedCommentLike|Conversations?Read)Resource\/\w+$/i,
    },
    { path: /^\/(?:_\/_|log|callback_event|csp|sw)(?:\/.*)?$/i },
    {
      path: /^\/v\d\/(?:user_account\/following|ad_accounts)(?:\/.*)?$/i,
      methods: ['POST', 'DELETE'],
    },
    {
      path: /^/,
      hosts: ['ct.pinterest.com', 'trk.pinterest.com', 'log.pinterest.com'],
    },
  ],
  evidence: [
    'bstoilov/py3-pinterest: py3pin/Pinterest.py @fdbe3bc64e2ec5bf0e58da01be364d81b6ce689d',
    'developers.pinterest.com: API v5',
  ],
};
