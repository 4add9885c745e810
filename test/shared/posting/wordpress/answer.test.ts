import { describe, expect, it } from 'vitest';
import { postingOutcome } from '../../../../shared/posting/outcome.ts';
import type { Act } from '../../../../shared/posting/service.ts';

const site = 'https://www.city.example/blog/';
const outcome = (
  act: Act,
  path: string,
  status: number | null,
  body: unknown,
  location?: string,
) => {
  const { taken, addresses } = postingOutcome('wordpress', act, {
    status,
    url: site + path,
    headers: { location },
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  return { taken, addresses };
};
const post = 'wp-admin/post.php';
const ajax = 'wp-admin/admin-ajax.php';
const rpc = (inner: string) =>
  `<?xml version="1.0"?>\n<methodResponse>\n  ${inner}\n</methodResponse>`;
const number = (text: string) =>
  rpc(`<params>\n <param>\n <value>\n <string>${text}</string>\n </value>\n </param>\n</params>`);
const fault = rpc(
  '<fault><value><struct><member><name>faultCode</name><value><int>403</int></value></member></struct></value></fault>',
);
const comment = (id: number, link: number) =>
  `<?xml version='1.0'?><wp_ajax><response action='replyto-comment_${id}'><comment id='${id}' position='-1'><response_data><![CDATA[<tr id='comment-${id}'><a href="https://www.city.example/blog/a/#comment-1"></a><a href="https://www.city.example/blog/a/#comment-${link}">]]></response_data></comment></response></wp_ajax>`;

describe('what became of a posting on WordPress', () => {
  it.each<
    [string, Act, string, number | null, unknown, string | undefined, boolean | null, string[]]
  >([
    [
      'by REST',
      'post',
      'wp-json/wp/v2/posts',
      201,
      { link: `${site}a/` },
      undefined,
      true,
      [`${site}a/`],
    ],
    ['by REST, refused', 'post', 'wp-json/wp/v2/posts', 401, { code: 'x' }, undefined, false, []],
    [
      'several by REST',
      'post',
      'wp-json/batch/v1',
      207,
      { responses: [{ body: { link: `${site}a/` } }, { body: { link: `${site}b/` } }] },
      undefined,
      true,
      [`${site}a/`, `${site}b/`],
    ],
    [
      'a draft by REST',
      'upload',
      'wp-json/wp/v2/posts',
      201,
      { link: `${site}?p=5` },
      undefined,
      true,
      [],
    ],
    [
      'published in the classic editor',
      'post',
      post,
      302,
      '',
      `${site}wp-admin/post.php?post=15&action=edit&message=6`,
      true,
      [`${site}?p=15`],
    ],
    [
      'trashed by its link',
      'delete',
      `${post}?post=4&action=trash`,
      302,
      '',
      'edit.php?trashed=1&ids=4',
      true,
      [],
    ],
    ['sent to sign in', 'post', post, 302, '', `${site}wp-login.php?reauth=1`, null, []],
    [
      'the form of the dashboard again',
      'upload',
      post,
      200,
      '<form name="post">',
      undefined,
      true,
      [],
    ],
    [
      'a comment',
      'comment',
      'wp-comments-post.php',
      302,
      '',
      `${site}a/#comment-2`,
      true,
      [`${site}a/#comment-2`],
    ],
    [
      'a comment said twice',
      'comment',
      'wp-comments-post.php',
      409,
      '<!DOCTYPE html>',
      undefined,
      false,
      [],
    ],
    [
      'a comment without a text',
      'comment',
      'wp-comments-post.php',
      200,
      '<!DOCTYPE html>',
      undefined,
      false,
      [],
    ],
    [
      'an edited comment',
      'edit',
      'wp-admin/comment.php',
      302,
      '',
      'edit-comments.php?p=1#comment-1',
      true,
      [],
    ],
    [
      'a picture',
      'upload',
      'wp-admin/media-new.php',
      302,
      '',
      `${site}wp-admin/upload.php`,
      true,
      [],
    ],
    ['by XML-RPC', 'post', 'xmlrpc.php', 200, number('20'), undefined, true, [`${site}?p=20`]],
    ['a comment by XML-RPC', 'comment', 'xmlrpc.php', 200, number('20'), undefined, true, []],
    ['by XML-RPC, refused', 'post', 'xmlrpc.php', 200, fault, undefined, false, []],
    ['by XML-RPC, broken off', 'post', 'xmlrpc.php', 200, '<methodResponse>', undefined, false, []],
    [
      'quick edit',
      'edit',
      ajax,
      200,
      '\t<tr id="post-4" class="iedit">',
      undefined,
      true,
      [`${site}?p=4`],
    ],
    [
      'quick edit, refused',
      'edit',
      ajax,
      200,
      'Sorry, you are not allowed to edit this post.',
      undefined,
      false,
      [],
    ],
    [
      'a reply in the list',
      'comment',
      ajax,
      200,
      comment(3, 3),
      undefined,
      true,
      [`${site}a/#comment-3`],
    ],
    ['the address of another comment', 'comment', ajax, 200, comment(3, 2), undefined, true, []],
    [
      'an error in XML',
      'comment',
      ajax,
      200,
      "<wp_ajax><wp_error code='x'/></wp_ajax>",
      undefined,
      false,
      [],
    ],
    ['-1', 'edit', ajax, 200, '-1', undefined, false, []],
    ['JSON that went well', 'edit', ajax, 200, { success: true }, undefined, true, []],
    ['JSON that did not', 'edit', ajax, 200, { success: false, data: {} }, undefined, false, []],
    ['a server that breaks', 'post', 'wp-json/wp/v2/posts', 500, '', undefined, null, []],
    ['no answer', 'post', 'wp-json/wp/v2/posts', null, '', undefined, null, []],
    [
      'an address that is none',
      'post',
      'wp-json/wp/v2/posts',
      201,
      { link: 'javascript:alert(1)' },
      undefined,
      true,
      [],
    ],
  ])('%s', (_, act, path, status, body, location, taken, addresses) => {
    expect(outcome(act, path, status, body, location)).toEqual({ taken, addresses });
  });
});
