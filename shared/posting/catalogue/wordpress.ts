/**
 * WordPress, on any host: REST with a method override (the HTTP method alone misleads), also by
 * `?rest_route=`, many in one batch; its own pages; comments; XML-RPC.
 */
import type { Service } from '../service.ts';
import { adminHarmless, adminRules } from '../wordpress/admin.ts';
import { hostedPath, hostedRules } from '../wordpress/hosted.ts';
import { restHarmless, restRules } from '../wordpress/rest.ts';
import { signedInName } from '../wordpress/signed-in.ts';
import { xmlRpcMethod, xmlRpcPostings } from '../wordpress/xml-rpc.ts';

export const wordpress: Service = {
  id: 'wordpress',
  title: 'WordPress',
  hosts: ['public-api.wordpress.com'],
  shape:
    /\/wp-json\/(?:wp\/v2|batch\/v1)(?:[/?]|$)|[?&]rest_route=(?:\/|%2F)?(?:wp(?:\/|%2F)v2|batch)|\/wp-admin\/(?:[\w-]+\/)?[\w-]+\.php(?:\?|$)|\/(?:wp-comments-post|wp-trackback|wp-login|xmlrpc)\.php(?:\?|$)/i,
  overrides: 'any method',
  pathOf: (path, content) => {
    const [route] = [...content.texts('rest_route'), ...content.texts('?rest_route')];
    return route === undefined ? hostedPath(path) : `/wp-json/${route.replace(/^\/+/, '')}`;
  },
  operation: (path, content) =>
    /\/xmlrpc\.php$/i.test(path)
      ? xmlRpcMethod(content)
      : /\/admin-ajax\.php$/i.test(path)
        ? (content.texts('action')[0] ?? content.texts('?action')[0] ?? null)
        : null,
  /** `koho@blog.example`: every blog has its own people. */
  accountOn: ({ host, headers }, named) => {
    const name = named ?? signedInName(headers);
    return name === null ? null : `${name}@${host}`;
  },
  rules: [
    ...hostedRules,
    ...restRules,
    ...adminRules,
    {
      path: /\/wp-comments-post\.php$/i,
      act: 'comment',
      format: 'html',
      text: ['comment', 'author', 'url'],
    },
    {
      path: /\/wp-trackback\.php(?:\/\d+)?$/i,
      act: 'comment',
      format: 'html',
      text: ['title', 'excerpt', 'blog_name', 'url'],
    },
    { path: /\/wp-login\.php$/i, act: 'sign-in' },
    { path: /\/xmlrpc\.php$/i, act: 'unknown-write', postings: xmlRpcPostings },
  ],
  harmless: [...adminHarmless, ...restHarmless, { path: /\/wp-cron\.php$/i }],
  evidence: [
    'developer.wordpress.com: REST API, posts, comments, media',
    'developer.wordpress.org: REST API handbook',
    "Debian's wordpress 6.1: requests of its pages in Chromium and Firefox, and its source",
  ],
};
