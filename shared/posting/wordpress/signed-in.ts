/** Who is signed in to a WordPress, by what every request of the session says itself. */
import { fromBase64 } from '../content/base64.ts';
import { cookiesOf } from '../session-key.ts';

/**
 * The cookie is `name|expiry|token|seal`: whoever forges it is turned away by the server. Of an
 * application password the name stands in the header.
 * @returns null: nobody, or two different people, as a page would have it that adds a cookie
 */
export function signedInName(headers: Readonly<Record<string, string | undefined>>): string | null {
  const basic = /^basic\s+(\S{1,1000})$/i.exec(headers.authorization?.trim() ?? '')?.[1];
  if (basic !== undefined) {
    const bytes = fromBase64(basic);
    const [name = ''] = bytes === null ? [] : new TextDecoder().decode(bytes).split(':', 1);
    return name === '' ? null : name;
  }
  const names = cookiesOf(headers.cookie ?? '').flatMap(([key, value]) => {
    if (!/^wordpress_logged_in_/i.test(key)) return [];
    const name = unescapeText(value).split('|', 1)[0] ?? '';
    return name === '' ? [] : [name];
  });
  const [first, ...others] = new Set(names);
  return first === undefined || others.length > 0 ? null : first;
}

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // no escape at all
  }
}
