/**
 * Every way by which a page's script sends. `send(channel, { text, … })` resolves to what came of it
 * (see sending.ts); it also stands in the attributes data-channel and data-outcome of an `<output>`
 * of its own.
 */
import { byContext } from './by-context.ts';
import { byElement } from './by-element.ts';
import { byRequest } from './by-request.ts';
import { type Channels, made } from './sending.ts';

const channels: Channels = { ...byRequest, ...byElement, ...byContext };

interface Sent {
  readonly text: string;
  /** Of channels that can carry them, in Base64; else the text's own. */
  readonly bytes?: string;
  /** Part of the place. */
  readonly kind?: string;
  readonly other?: string;
}

async function send(channel: string, { text, bytes, kind, other = '' }: Sent): Promise<string> {
  const place = `${location.origin}/sent/${channel}${kind === undefined ? '' : `/${kind}`}`;
  const payload = {
    text,
    bytes:
      bytes === undefined
        ? new TextEncoder().encode(text)
        : Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0)),
    other,
  };
  const outcome = (await channels[channel]?.(place, payload)) ?? 'not supported';
  const output = made('output', { textContent: `${channel}: ${outcome}` });
  Object.assign(output.dataset, { channel, outcome });
  document.body.append(output);
  return outcome;
}

Object.assign(window, { send, channels: Object.keys(channels) });
