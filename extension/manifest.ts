/**
 * The manifest, made here alone; a test holds the built ones against these lists.
 * Nothing is web accessible: the block page is opened by the background, so that no page can frame
 * it, or find out that the extension is there.
 */

import { chromiumKey, geckoId } from '../shared/protocol/extension-identity.ts';

/** What each browser is asked for, and why. */
export const permissions = {
  chrome: [
    'alarms', // wakes the service worker that lost its stream
    'declarativeNetRequest', // the policy's rules, kept by the browser itself; asks nobody anything
    'storage', // enrolment and projection; managed storage brings the enrolment code
    'tabs', // the page that somebody came from; moving a tab to the block page
    'webRequest', // sees refusals
    'webRequestAuthProvider', // answers the proxy's 407
    'webRequestBlocking', // early decision; granted to policy-installed extensions only, else ignored
  ],
  firefox: [
    'alarms',
    'declarativeNetRequest',
    'storage',
    'tabs',
    'webRequest',
    'webRequestBlocking',
  ],
} as const;

/** A decision may concern any host; the link is one of them. */
export const hostPermissions = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] as const;

/** The guard runs in every frame of web pages, before anything of the page: see extension/guard/. */
const guarded = {
  matches: ['http://*/*', 'https://*/*'],
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};
export const contentScripts = [
  { ...guarded, js: ['guard.js'] },
  { ...guarded, js: ['guard-page.js'], world: 'MAIN' },
];

/** The background's fetches fall under it as well: the link is on whatever port settings say. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' http://127.0.0.1:*; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
export function manifestFor(browser: string): Record<string, unknown> {
  const firefox = browser === 'firefox';
  return {
    name: '__MSG_extension_name__',
    short_name: 'Sekisho',
    description: '__MSG_extension_description__',
    default_locale: 'ja',
    permissions: [...(firefox ? permissions.firefox : permissions.chrome)],
    host_permissions: [...hostPermissions],
    content_security_policy: { extension_pages: policy },
    icons: { 16: 'icon/16.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    content_scripts: contentScripts,
    action: { default_title: '__MSG_extension_name__' },
    ...(firefox
      ? {
          browser_specific_settings: {
            gecko: {
              id: geckoId,
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: chromiumKey,
          // Files go to the background as they are from 148 on.
          minimum_chrome_version: '148',
          message_serialization: 'structured_clone',
          incognito: 'spanning',
          storage: { managed_schema: 'managed_schema.json' },
        }),
  };
}
