/** wordpress.com's own API: every site by its number or name, and REST below `sites/`. */
import type { Content } from '../content/content.ts';
import type { Act, Method, Rule } from '../service.ts';
import { actOfStatus } from './status.ts';

const hosts = ['public-api.wordpress.com'];
const site = (path: string) => new RegExp(`^/rest/v[\\d.]+/sites/[^/]+/${path}$`, 'i');
const changes: readonly Method[] = ['POST', 'PUT'];
const written = ['title', 'content', 'excerpt'];

const actOf =
  (published: Act) =>
  (content: Content): Act =>
    actOfStatus(content.texts('status')[0] ?? '', 'post') ?? published;

/** `/wp/v2/sites/1/posts` → the path that REST has on a site of one's own. */
export function hostedPath(path: string): string {
  return path.replace(/^\/(wp\/v2)\/sites\/[^/]+\//i, '/wp-json/$1/');
}

const rules: readonly Omit<Rule, 'hosts'>[] = [
  { path: site('posts/new'), act: actOf('post'), format: 'html', text: written },
  {
    methods: changes,
    path: site('posts/(?:slug:)?[\\w-]+'),
    act: actOf('edit'),
    format: 'html',
    text: written,
  },
  { path: site('(?:posts|comments|media)/\\d+/delete'), act: 'delete' },
  { path: site('(?:posts|comments)/\\d+/(?:likes|follow\\w*|subscribers)/.*'), act: null },
  {
    path: site('posts/\\d+/reblogs/new'),
    act: (content) => (content.has('note') ? 'quote' : 'repost'),
    text: ['note'],
  },
  {
    path: site('(?:posts|comments)/\\d+/replies/new'),
    act: 'comment',
    format: 'html',
    text: ['content'],
  },
  { methods: changes, path: site('comments/\\d+'), act: 'edit', format: 'html', text: ['content'] },
  { path: site('media/new'), act: 'upload', text: ['attrs.caption', 'attrs.title'] },
  { methods: changes, path: site('media/\\d+'), act: 'edit', text: ['title', 'caption', 'alt'] },
  {
    path: /^\/rest\/v[\d.]+\/(?:sites\/[^/]+\/settings|me\/settings)$/i,
    act: 'profile',
    text: ['blogname', 'blogdescription', 'description', 'display_name'],
  },
  { path: /^\/rest\/v[\d.]+\/(?:read|batch|notifications|me\/(?!settings))(?:\/.*)?$/i, act: null },
  { path: /^\/oauth2\/\w+$/i, act: 'sign-in' },
];

export const hostedRules: readonly Rule[] = rules.map((rule) => ({ hosts, ...rule }));
