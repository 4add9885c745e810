import { expect, test } from 'vitest';
import { inspectContent } from '../../../extension/background/inspect-call.ts';
import { takeOut } from '../../../extension/background/take-out-call.ts';
import { inspectPieceBytes } from '../../../shared/protocol/link.ts';
import { policyState, smallPolicy, startTestLink } from '../../support/running-link.ts';

const uploads = {
  levelOf: { 'individual-number': '3A' },
  rules: [{ level: ['3A'], to: 'any', action: 'block' }],
  default: 'allow',
};
const number = ['1234', '5678', '9018'].join('');

test('a large file goes and its copy comes in pieces', async () => {
  await using link = await startTestLink();
  link.policy.swap(policyState(2, smallPolicy({ uploads })));
  const client = await link.enrolled();
  const filler = 'あ\n'.repeat(inspectPieceBytes / 4 + 5);
  const content = new Blob([filler, `個人番号 ${number}\n`], { type: 'text/plain' });
  const common = {
    fetcher: fetch,
    linkUrl: `http://127.0.0.1:${link.port}`,
    withToken: <T>(call: (authorization: string) => Promise<T>) =>
      call(`Bearer ${client.credential.token}`),
    content,
    onProgress: () => {},
    signal: new AbortController().signal,
  };
  const of = { upload: crypto.randomUUID(), name: '案.txt', page: 'https://a.example/' };
  const stopped = await inspectContent({ ...common, of: { ...of, kind: 'file' } });
  if (!stopped.ok || 'isLocked' in stopped) throw new Error(JSON.stringify(stopped));
  const decision = stopped.decision.id;
  const result = await takeOut({ ...common, of: { ...of, decision } });
  if (!result.ok || !result.made) throw new Error(JSON.stringify(result));
  expect(result.name).toBe('案 (伏せ字).txt');
  expect(result.content.type).toBe('text/plain');
  expect(await result.content.text()).toBe(`${filler}個人番号 ${'●'.repeat(12)}\n`);
  expect(await takeOut({ ...common, of: { ...of, decision: 'other' } })).toMatchObject({
    ok: false,
    code: 'upload-unknown',
  });
});
