/**
 * A message that a page sends over a WebSocket to a service: no service publishes by these today, so
 * that one which is not known to ask, to listen or to keep the line open may be a posting that nobody
 * has described yet, and counts as an unknown write with all that it says.
 */
import { parseDestination } from '../destination/destination.ts';
import { type Content, readContent } from './content/content.ts';
import { joinTexts } from './join-texts.ts';
import { candidatesFor, type PolicyServices, type Recognition, trimPath } from './recognise.ts';
import type { Posting } from './service.ts';
import type { SessionRequest } from './session-key.ts';

export interface SentMessage {
  readonly isText: boolean;
  /** null: too large to be held. */
  readonly payload: Uint8Array | null;
  readonly size: number;
}

/** Letters of one message that are kept. */
const longestText = 20_000;
const mostValues = 10_000;

/**
 * @param request the one that opened the WebSocket
 * @returns null where no service of its own host is meant, or the message is known to be harmless
 */
export function recogniseMessage(
  { url, headers }: SessionRequest,
  message: SentMessage,
  policyServices: PolicyServices,
): Recognition | null {
  const parsed = parseDestination(url);
  if (!parsed.ok) return null;
  const { host, path } = parsed.destination;
  const services = candidatesFor(host, trimPath(path), policyServices).filter(
    ({ by }) => by === 'host',
  );
  const [first] = services;
  if (first === undefined || message.size === 0) return null;
  const { isText, payload, size } = message;
  const content = readContent({ contentType: '', query: '', body: payload ?? new Uint8Array() });
  const isHarmless =
    payload !== null &&
    isText &&
    (keepsOpen(content, payload) ||
      services.some(({ service }) => service.harmlessMessage?.(content) === true));
  if (isHarmless) return null;
  const posting: Posting = {
    act: 'unknown-write',
    text: payload === null || !isText ? '' : wordsOf(content, payload),
    account: first.service.accountOn?.({ host, headers }, null) ?? null,
    attachments:
      payload !== null && isText
        ? []
        : [
            {
              name: null,
              type: null,
              size,
              reference: null,
              ...(payload !== null && { data: payload }),
            },
          ],
  };
  return {
    service: first.service.id,
    by: 'host',
    operation: `WEBSOCKET ${trimPath(path)}`.slice(0, 200),
    ...posting,
    postings: [posting],
  };
}

/**
 * What keeps a line open or listens, in the protocols that many pages share: bare numbers, pings,
 * GraphQL's greetings and subscriptions.
 */
function keepsOpen(content: Content, payload: Uint8Array): boolean {
  if (payload.length <= 4) return /^[\s\d]*$/.test(new TextDecoder().decode(payload));
  const [type = ''] = content.texts('type');
  const query = content.texts('payload.query');
  if (/^(?:subscribe|start)$/.test(type)) {
    return query.length > 0 && query.every((each) => /^\s*subscription\b/.test(each));
  }
  return (
    /^(?:ping|pong|connection_init|connection_terminate|complete|stop)$/.test(type) &&
    textsIn(rootOf(payload)).every((each) => each.length <= 64 && /^[\w:.-]*$/.test(each))
  );
}

function wordsOf(content: Content, payload: Uint8Array): string {
  const texts = content.kind === 'json' ? textsIn(rootOf(payload)) : [];
  const text = texts.length > 0 ? joinTexts(texts) : new TextDecoder().decode(payload);
  return text.slice(0, longestText);
}

function rootOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return null; // no JSON: it says what it is
  }
}

/** Every text in it, in order. Depth is the sender's to choose. */
function textsIn(root: unknown): string[] {
  const found: string[] = [];
  const open: unknown[] = [root];
  for (let steps = 0; open.length > 0 && steps < mostValues; steps++) {
    const value = open.pop();
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) {
      open.push(...Object.values(value).slice(0, 1_000).toReversed());
    }
  }
  return found;
}
