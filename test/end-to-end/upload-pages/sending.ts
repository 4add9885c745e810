/**
 * What the channels of script-page.ts share. A channel sends a text, or where it can carry bytes a
 * file's, to a place of its own, and says what came of it: `answered STATUS`, `failed`, `sent`
 * (nobody tells the script), or `not supported`.
 */
export interface Payload {
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Another site of the same server. */
  readonly other: string;
}

export type Send = (place: string, payload: Payload) => string | Promise<string>;
export type Channels = Readonly<Record<string, Send>>;

export const asked = (place: string, { text }: Payload) => `${place}?q=${encodeURIComponent(text)}`;
export const blobOf = ({ bytes }: Payload) => new Blob([bytes], { type: 'text/plain' });
export const fileOf = ({ bytes }: Payload) => new File([bytes], 'sent.txt', { type: 'text/plain' });

export function formOf(payload: Payload): FormData {
  const form = new FormData();
  form.append('note', 'script');
  form.append('file', fileOf(payload));
  return form;
}

export const told = (answer: Promise<Response>): Promise<string> =>
  answer.then(
    // Of another site a script is told nothing but that there was an answer.
    ({ status, type }) => (type === 'opaque' ? 'sent' : `answered ${status}`),
    () => 'failed',
  );

export const fetched = (place: string, body: BodyInit, more: RequestInit = {}): Promise<string> =>
  told(fetch(place, { method: 'POST', body, ...more }));

export const made = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), properties);

/** 'sent' once the element has loaded or failed. */
export function loaded(
  element: HTMLElement & { onload: unknown; onerror: unknown },
): Promise<string> {
  return new Promise((resolve) => {
    Object.assign(element, { onload: () => resolve('sent'), onerror: () => resolve('sent') });
    document.body.append(element);
  });
}
