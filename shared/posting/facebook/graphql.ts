/** What the sites of one house share: GraphQL by a friendly name, or by the number of a document alone. */
import type { Content } from '../content/content.ts';
import { readJson } from '../content/field-values.ts';

/** The sites say it in a field and in a header, their scripts in one of the two. */
export function friendlyName(
  content: Content,
  headers: Readonly<Record<string, string | undefined>> = {},
): string | null {
  const [name] = [
    ...content.texts('fb_api_req_friendly_name'),
    ...content.texts('?fb_api_req_friendly_name'),
  ];
  return name ?? headers['x-fb-friendly-name'] ?? null;
}

/** What a reading asks for: whose, how many, from where on. */
const asked = /^(?:userID|user_id|username|postID|shortcode|__relay_internal__\w+)$/;
const paged = /^(?:first|last|after|before|count|cursor)$/;

/** Changing needs an `input` nearly everywhere; nobody's words are in these. */
export function isReadingById(content: Content): boolean {
  const isNumbered = ['doc_id', 'client_doc_id', 'query_hash'].some(content.has);
  if (!isNumbered || content.has('fb_api_req_friendly_name')) return false;
  const [variables] = content.values('variables');
  const read = typeof variables === 'string' ? readJson(variables) : variables;
  const names = typeof read === 'object' && read !== null ? Object.keys(read) : [];
  if (names.length === 0 || names.includes('input')) return false;
  return names.some((name) => paged.test(name)) || names.every((name) => asked.test(name));
}
