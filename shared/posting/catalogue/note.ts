/** note. The editor saves a draft by itself; publishing is a PUT with a status. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const publishAct = (content: Content): Act => {
  const [status] = content.texts('status');
  if (status === 'reserved') return 'schedule';
  return status === 'draft' ? 'upload' : 'post';
};

export const note: Service = {
  id: 'note',
  title: 'note',
  hosts: ['note.com', 'editor.note.com', 'www.note.com', 'note.mu', 'assets.st-note.com'],
  rules: [
    {
      path: /^\/api\/v\d\/text_notes(?:\/draft_save)?$/i,
      act: 'upload',
      format: 'html',
      text: ['name', 'body'],
    },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v\d\/text_notes\/\w+$/i,
      act: publishAct,
      format: 'html',
      text: ['name', 'body', 'free_body', 'pay_body', 'hashtags'],
      attachments: ['image_keys'],
    },
    { path: /^\/api\/v\d\/(?:text_)?notes\/\w+\/publish$/i, act: publishAct },
    {
      methods: ['POST', 'PUT'],
      path: /^\/api\/v\d\/(?:text_)?notes\/\w+\/(?:delete|unpublish)$/i,
      act: 'delete',
    },
    { methods: ['DELETE'], path: /^\/api\/v\d\/(?:text_)?notes(?:\/n)?\/\w+$/i, act: 'delete' },
    { methods: ['DELETE'], path: /^\/api\/v\d\/(?:note_)?comments\/\w+$/i, act: 'delete' },
    {
      path: /^\/api\/v\d\/(?:notes?\/\w+\/(?:note_)?comments?|note_comments)$/i,
      act: 'comment',
      format: 'html',
      text: ['comment', 'body', 'text'],
    },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v\d\/(?:notes?\/\w+\/)?(?:note_)?comments\/\w+$/i,
      act: 'edit',
      format: 'html',
      text: ['comment', 'body', 'text'],
    },
    {
      path: /^\/api\/v\d\/(?:circle_posts|(?:circles|membership)\/.*posts)$/i,
      act: 'post',
      format: 'html',
      text: ['name', 'body', 'text'],
    },
    {
      methods: ['POST', 'PUT', 'PATCH'],
      path: /^\/api\/v\d\/(?:our\/)?magazines(?:\/\w+)?$/i,
      act: 'profile',
      text: ['name', 'description'],
    },
    {
      path: /^\/api\/v\d\/(?:talk_notes|image_notes|sound_notes|movie_notes)(?:\/\w+)?$/i,
      act: 'post',
      format: 'html',
      text: ['name', 'body', 'description'],
    },
    {
      path: /^\/api\/v\d\/(?:image_upload|images|upload_image|files?|movie_upload|sound_upload)(?:\/.*)?$/i,
      act: 'upload',
    },
    {
      methods: ['PUT', 'PATCH', 'POST'],
      path: /^\/api\/v\d\/(?:creators|users)\/(?:profile|settings)(?:\/.*)?$/i,
      act: 'profile',
      text: ['nickname', 'profile'],
    },
    { methods: ['POST', 'DELETE'], path: /^\/api\/v\d\/sessions\/\w+$/i, act: 'sign-in' },
    { path: /^\/$/i, hosts: ['assets.st-note.com'], act: 'upload' },
  ],
  harmless: [
    {
      path: /^\/api\/v\d\/(?:notes?\/\w+\/likes?|likes|followings?|users\/\w+\/following|stats|notices|notifications|magazines\/\w+\/notes|bookmarks|view_logs?|events?|logs?|ga|pv|searches|users\/(?:user_features|following)|notice_counts|notes?\/\w+\/(?:views?|pv))(?:\/.*)?$/i,
    },
    {
      path: /^\/api\/v\d\/(?:notes\/\w+\/(?:read|suki)|purchases|user_blocks|magazines\/\w+\/follow)(?:\/.*)?$/i,
      methods: ['POST', 'PUT', 'DELETE'],
    },
  ],
  evidence: [
    'note.com /api/v1/text_notes, /draft_save, PUT /api/v1/text_notes/{id}: seen in public clients',
  ],
};
