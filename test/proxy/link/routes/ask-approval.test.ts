import { describe, expect, test } from 'vitest';
import { inspectAt } from '../../../support/inspect-call.ts';
import { policyState, smallPolicy, startTestLink } from '../../../support/running-link.ts';

const number = ['1234', '5678', '9018'].join('');
const numbered = `氏名,個人番号\n横手太郎,${number}\n`;
const rule = { level: ['3A'], to: 'any', action: 'block', clause: '7-2' };
const uploads = (changes: object = { approval: { by: ['kacho'] } }) => ({
  levelOf: { 'individual-number': '3A' },
  rules: [
    { ...rule, ...changes },
    { inspected: false, to: 'any', action: 'block' },
  ],
  default: 'allow',
});

async function world(rules: object = uploads()) {
  const link = await startTestLink();
  link.policy.swap(policyState(2, smallPolicy({ uploads: rules })));
  return { link, client: await link.enrolled() };
}

describe('approval', () => {
  test('is asked for, answered, and lets the same file go there', async () => {
    const { link, client } = await world();
    await using _ = link;
    const stopped = await inspectAt(client, numbered);
    expect(stopped.approval).toEqual({ rule: 'uploads.rules[0]', asked: null });
    const reason = `委託先へ ${number}`;
    expect(await client.call('ask-approval', { decision: stopped.id, reason })).toMatchObject({
      state: 'open',
    });
    const hub = link.options.hub as ReturnType<
      typeof import('../../../support/running-link.ts').hubStandIn
    >;
    const [asked] = await hub.approvals();
    expect(asked).toMatchObject({
      user: 'tanaka',
      host: 'upload.example',
      port: 443,
      clause: '7-2',
    });
    expect(JSON.stringify(asked)).not.toContain(number);
    expect((await inspectAt(client, numbered)).approval?.asked?.state).toBe('open');
    const at = new Date().toISOString();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    hub.answerApproval('approved', { at, by: 'kacho', word: null, until });
    expect(await inspectAt(client, numbered)).toMatchObject({
      action: 'allow',
      reason: 'upload-approved',
      upload: { items: [{ approval: asked?.id }] },
    });
    expect((await inspectAt(client, `${numbered} `)).action).toBe('block');
    expect((await inspectAt(client, numbered, { page: 'https://b.example/' })).action).toBe(
      'block',
    );
    link.policy.swap(policyState(3, smallPolicy({ uploads: uploads({}) })));
    expect((await inspectAt(client, numbered)).action).toBe('block');
  });

  test('is not spoken of where the rule has none', async () => {
    const { link, client } = await world(uploads({}));
    await using _ = link;
    const stopped = await inspectAt(client, numbered);
    expect(stopped).not.toHaveProperty('approval');
    const asking = client.call('ask-approval', { decision: stopped.id, reason: '業務' });
    await expect(asking).rejects.toMatchObject({ code: 'upload-unknown' });
  });

  test('needs a reason, and a stopped file of the person', async () => {
    const { link, client } = await world();
    await using _ = link;
    const stopped = await inspectAt(client, numbered);
    const empty = client.call('ask-approval', { decision: stopped.id, reason: ' ' });
    await expect(empty).rejects.toMatchObject({ code: 'body-malformed' });
    const unknown = client.call('ask-approval', { decision: 'X', reason: '業務' });
    await expect(unknown).rejects.toMatchObject({ code: 'upload-unknown' });
  });
});
