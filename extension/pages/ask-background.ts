import type { MessageAnswer, MessageBody, MessageName } from '../messages.ts';
import { messages } from '../messages.ts';
import { api } from '../platform/browser.ts';

/** @returns undefined where the background does not answer, or not as agreed */
export async function askBackground<M extends MessageName>(
  name: M,
  body: MessageBody<M>,
): Promise<MessageAnswer<M> | undefined> {
  try {
    const answer: unknown = await api.runtime.sendMessage({ name, body });
    const checked = messages[name].answer.safeParse(answer);
    return checked.success ? (checked.data as MessageAnswer<M>) : undefined;
  } catch {
    return undefined;
  }
}
