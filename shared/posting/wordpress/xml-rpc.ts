/**
 * WordPress by XML-RPC: which parameter is the name, the password, the text, depends on the method.
 * A password is never taken for a text.
 */
import type { Content } from '../content/content.ts';
import { textOfMarkup } from '../content/markup.ts';
import { readXmlRpc, type XmlRpcCall } from '../content/xml-rpc.ts';
import { joinTexts } from '../join-texts.ts';
import type { Act, Attachment, Posting } from '../service.ts';
import { actOfStatus } from './status.ts';

interface Method {
  readonly act: Act;
  /** Which parameter is the name that signs in; the password follows. 1 where it is not written. */
  readonly user?: number;
  /** Which parameter is the text, where no struct holds it. */
  readonly text?: number;
}

const methods: Readonly<Record<string, Method>> = Object.assign(Object.create(null), {
  'wp.newPost': { act: 'post' },
  'wp.newPage': { act: 'post' },
  'metaWeblog.newPost': { act: 'post' },
  'blogger.newPost': { act: 'post', user: 2, text: 4 },
  'wp.editPost': { act: 'edit' },
  'wp.editPage': { act: 'edit', user: 2 },
  'metaWeblog.editPost': { act: 'edit' },
  'blogger.editPost': { act: 'edit', user: 2, text: 4 },
  'mt.publishPost': { act: 'post' },
  'mt.setPostCategories': { act: 'edit' },
  'wp.restoreRevision': { act: 'edit' },
  'wp.deletePost': { act: 'delete' },
  'wp.deletePage': { act: 'delete' },
  'wp.deleteComment': { act: 'delete' },
  'blogger.deletePost': { act: 'delete', user: 2 },
  'wp.newComment': { act: 'comment' },
  'wp.editComment': { act: 'edit' },
  'wp.uploadFile': { act: 'upload' },
  'metaWeblog.newMediaObject': { act: 'upload' },
  'wp.newTerm': { act: 'profile' },
  'wp.editTerm': { act: 'profile' },
  'wp.deleteTerm': { act: 'profile' },
  'wp.newCategory': { act: 'profile' },
  'wp.deleteCategory': { act: 'profile' },
  'wp.setOptions': { act: 'profile' },
  'wp.editProfile': { act: 'profile' },
} satisfies Record<string, Method>);

const reads =
  /^(?:(?:wp|metaWeblog|blogger|mt)\.(?:get|support|suggest)\w*|system\.(?:listMethods|getCapabilities|methodHelp|methodSignature)|demo\.\w+)$/i;

const textFields = [
  'post_title',
  'title',
  'post_content',
  'description',
  'content',
  'mt_text_more',
  'post_excerpt',
  'mt_excerpt',
  'wp_page_title',
  'name',
  'display_name',
  'nickname',
  'bio',
];

/** `system.multicall` holds several, and never another of itself. */
export function xmlRpcPostings(content: Content): Posting[] {
  const call = readXmlRpc(new TextDecoder().decode(content.bytes));
  if (call === null) return [unknownWrite];
  if (call.method !== 'system.multicall') return postingsOf(call);
  const inner = Array.isArray(call.params[0]) ? call.params[0].slice(0, 100) : [];
  return inner.length === 0 ? [unknownWrite] : inner.flatMap((each) => postingsOf(callIn(each)));
}

/** Of the body, for one alert per operation. */
export function xmlRpcMethod(content: Content): string | null {
  return readXmlRpc(new TextDecoder().decode(content.bytes))?.method ?? null;
}

function callIn(value: unknown): XmlRpcCall {
  const { methodName, params } = asStruct(value);
  return {
    method: typeof methodName === 'string' ? methodName.trim() : '',
    params: Array.isArray(params) ? params : [],
  };
}

const unknownWrite: Posting = { act: 'unknown-write', text: '', account: null, attachments: [] };

function postingsOf({ method, params }: XmlRpcCall): Posting[] {
  const known = methods[method];
  if (known === undefined) return reads.test(method) ? [] : [unknownWrite];
  const { user = 1, text } = known;
  const own = params.slice(user + 2);
  const held = own.find((each) => isStruct(each));
  const struct = asStruct(held);
  const name = params[user];
  const written =
    text !== undefined ? [params[text]] : held === undefined ? wordsOf(params, user) : [];
  const lines = [...textFields.map((each) => struct[each]), ...written].flatMap(asText);
  return [
    {
      act: actOf(known.act, struct, own),
      text: joinTexts(lines.map(textOfMarkup)),
      account: typeof name === 'string' && name !== '' ? name : null,
      attachments: 'bits' in struct ? [fileIn(struct)] : [],
    },
  ];
}

/** Of a call that has no struct: whatever says something, but for who signs in. */
function wordsOf(params: readonly unknown[], user: number): unknown[] {
  return params.filter(
    (each, at) =>
      at !== user && at !== user + 1 && asText(each).some((text) => !/^\s*\d*\s*$/.test(text)),
  );
}

/** The struct says the state; of the older methods a truth value at the end says whether to publish. */
function actOf(act: Act, struct: Readonly<Record<string, unknown>>, own: readonly unknown[]): Act {
  if (act !== 'post' && act !== 'edit') return act;
  const said = [struct.post_status, struct.page_status, struct.status].flatMap(asText)[0];
  const bySaying = said === undefined ? null : actOfStatus(said, act);
  if (bySaying !== null) return bySaying;
  return act === 'post' && own.at(-1) === false ? 'upload' : act;
}

function fileIn({ name, type, bits }: Readonly<Record<string, unknown>>): Attachment {
  const data = bits instanceof Uint8Array ? bits : new TextEncoder().encode(String(bits));
  return {
    name: asText(name)[0] ?? null,
    type: asText(type)[0] ?? null,
    size: data.length,
    reference: null,
    data,
  };
}

const isStruct = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);

const asStruct = (value: unknown): Readonly<Record<string, unknown>> =>
  isStruct(value) ? (value as Record<string, unknown>) : {};

/** Base64 is text to WordPress, wherever it stands. */
function asText(value: unknown): string[] {
  if (value instanceof Uint8Array) return [new TextDecoder().decode(value)];
  return typeof value === 'string' ? [value] : [];
}
