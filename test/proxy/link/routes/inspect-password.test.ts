/** The password of what the guard holds: for one inspection, and nowhere else. */
import { describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { sendPiece } from '../../../support/inspect-call.ts';
import { findLeaks } from '../../../support/leaks.ts';
import { policyState, smallPolicy, startTestLink } from '../../../support/running-link.ts';
import { individual, utf8, zipOf } from '../../inspection/build-documents.ts';

const number = individual();
const numbered = `番号,個人番号\n1,${number}\n`;
const place = { host: 'upload.example', port: 443 };
const uploads = {
  levelOf: { 'individual-number': '3A' },
  rules: [
    { level: ['3A'], to: 'any', action: 'block', clause: '7-2' },
    { inspected: false, to: 'any', action: 'block', clause: '7-2' },
  ],
  default: 'allow',
};

async function world() {
  const link = await startTestLink();
  link.policy.swap(policyState(2, smallPolicy({ uploads })));
  const decisions = () =>
    link.audit.records.filter((each): each is DecisionRecord => each.type === 'decision');
  return { link, client: await link.enrolled(), decisions };
}

describe('a password', () => {
  const locked = (text: string) => zipOf({ '名簿.csv': text }, { password: utf8('ひみつ') });
  const answerTo = async (
    client: Parameters<typeof sendPiece>[0],
    bytes: Uint8Array,
    password?: string,
  ) => {
    const changes = { name: 'a.zip', ...(password === undefined ? {} : { password }) };
    return JSON.parse((await sendPiece(client, bytes, changes)).text);
  };

  test('is wanted, may be wrong, and opens what is decided on by its level', async () => {
    const { link, client, decisions } = await world();
    await using _ = link;
    const bytes = await locked(numbered);
    expect(await answerTo(client, bytes)).toMatchObject({
      state: 'decided',
      lock: 'wanted',
      decision: { action: 'block', reason: 'could-not-inspect' },
    });
    expect(await answerTo(client, bytes, 'kikiki')).toEqual({ state: 'locked' });
    // What was decided without it stands: no other line.
    expect(decisions()).toHaveLength(1);
    const opened = await answerTo(client, bytes, 'ひみつ');
    expect(opened).toMatchObject({
      decision: {
        action: 'block',
        reason: 'upload-rule',
        upload: {
          level: '3A',
          items: [{ inspected: true, findings: [{ place: { cell: 'B2' } }] }],
        },
      },
    });
    expect(opened.lock).toBe(undefined);
    const digest = opened.decision.upload.items[0].digest;
    const { classification } = currentPolicy(link);
    const { opened: kept } = link.options;
    expect(kept.see('tanaka', [place], digest, classification)?.findings).toHaveLength(1);
    expect(kept.see('suzuki', [place], digest, classification)).toBe(null);
    const all = JSON.stringify([link.audit.records, opened]);
    expect(findLeaks(['kikiki', number], { texts: { all } })).toEqual([]);
  });

  test('is refused where it is none, or longer than any', async () => {
    const { link, client } = await world();
    await using _ = link;
    for (const password of ['', 'あ'.repeat(1001)]) {
      const { status, text } = await sendPiece(client, await locked('a'), { password });
      expect(status).toBe(400);
      expect(text).not.toContain('ああ');
    }
  });
});

function currentPolicy(link: Awaited<ReturnType<typeof startTestLink>>) {
  const state = link.policy.current();
  if (state.state === 'none') throw new Error('no policy');
  return state.compiled;
}
