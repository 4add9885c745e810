/** Runs a script on the closed shadow root at the end of a page, where the guard's dialog lies. */
import type { Page } from 'puppeteer-core';

const host = 'document.documentElement.lastElementChild';

/**
 * @param script of a function that takes the root
 * @returns what it returns, by value; null where there is no such root, or the page is just going
 */
export async function inClosedRoot<T>(page: Page, script: string): Promise<T | null> {
  const { connection } = page.browser() as { connection?: BidiConnection };
  const value = await (connection === undefined
    ? inChromium(page, script)
    : inFirefox(page, connection, script));
  return (value as T | undefined) ?? null;
}

async function inChromium(page: Page, script: string): Promise<unknown> {
  const session = await page.createCDPSession();
  try {
    const { objectId } = (await session.send('Runtime.evaluate', { expression: host })).result;
    if (objectId === undefined) return null;
    const { node } = await session.send('DOM.describeNode', { objectId, depth: 1, pierce: true });
    const root = node.shadowRoots?.find(({ shadowRootType }) => shadowRootType === 'closed');
    if (root === undefined) return null;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: root.backendNodeId });
    if (object.objectId === undefined) return null;
    const answer = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function () { return (${script})(this); }`,
      returnByValue: true,
    });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  } finally {
    await session.detach().catch(() => {});
  }
}

/** What puppeteer itself speaks to Firefox by; it has no word of its own for closed roots. */
interface BidiConnection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

interface Answer {
  readonly type: 'success' | 'exception';
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

interface Serialized {
  readonly sharedId?: string;
  readonly value?: { readonly mode?: string; readonly shadowRoot?: Serialized | null };
}

async function inFirefox(page: Page, connection: BidiConnection, script: string): Promise<unknown> {
  // In a world of its own, where nothing of the page's is in the way.
  const target = { context: (page.mainFrame() as unknown as { _id: string })._id, sandbox: 'test' };
  const common = { target, awaitPromise: false, resultOwnership: 'none' };
  try {
    const found = (
      await connection.send('script.evaluate', {
        ...common,
        expression: host,
        serializationOptions: { maxDomDepth: 0, includeShadowTree: 'all' },
      })
    ).result as Answer;
    const root = (found.result as Serialized).value?.shadowRoot;
    if (root?.sharedId === undefined || root.value?.mode !== 'closed') return null;
    const called = (
      await connection.send('script.callFunction', {
        ...common,
        functionDeclaration: `(root) => JSON.stringify((${script})(root) ?? null)`,
        arguments: [{ sharedId: root.sharedId }],
      })
    ).result as Answer;
    if (called.type === 'exception') throw new Error(called.exceptionDetails?.text);
    return JSON.parse(String(called.result.value));
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Of a page that goes on to another one, or closes its dialog, just now. */
function isGone(error: unknown): boolean {
  return /no such (node|frame)|stale|context|Could not find|Cannot find|detached/i.test(
    String(error),
  );
}
