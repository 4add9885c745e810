import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { createHubClient, type HubCallError } from '../../../support/hub-client.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';

let hub: TestHub;
let terminal: TestTerminal;
beforeAll(async () => {
  hub = await startHub();
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const places: Partial<DecisionRecord>[] = [
    { reason: 'default', rule: 'destinations.default' },
    { destination: null, reason: 'malformed' },
    { revision: null, reason: 'no-policy' },
    { revision: 99 },
    { reason: 'upload-rule', rule: 'uploads.rules[0]' },
  ];
  for (const as of places) terminal.add({ host: 'unlisted.example.com', action: 'block', as });
  await terminal.send(1, places.length);
});
afterAll(() => hub[Symbol.asyncDispose]());

const idOf = (index: number) => terminal.records[index]?.record.id ?? '';
const why = (index: number) =>
  hub.administrator.call('explainRecord', undefined, { id: idOf(index) });

describe('why a record came out as it did', () => {
  test('is decided again on the revision of the record', async () => {
    expect(await why(0)).toMatchObject({
      why: null,
      agrees: true,
      explained: {
        action: 'block',
        reason: 'default',
        rule: 'destinations.default',
        host: 'unlisted.example.com',
        revision: 1,
        matched: [],
        copies: [],
        shortener: false,
      },
    });
  });

  test.each([
    ['without a destination', 1, 'no-destination'],
    ['without a policy', 2, 'no-policy'],
    ['on a revision that is not there', 3, 'no-policy'],
  ] as const)('has nothing to explain %s', async (_, index, reason) => {
    expect(await why(index)).toEqual({ explained: null, why: reason, agrees: false });
  });

  test('says where the destination alone gives another outcome', async () => {
    expect(await why(4)).toMatchObject({ agrees: false, explained: { reason: 'default' } });
  });

  test('is refused for what is no decision', async () => {
    const call = hub.administrator.call('explainRecord', undefined, { id: 'none' });
    expect(await call.catch((error: HubCallError) => error.status)).toBe(404);
  });

  test('is for those who read records, and is recorded itself', async () => {
    const auditor = await hub.signedIn('aud-why', 'auditor');
    await auditor.call('explainRecord', undefined, { id: idOf(0) });
    const query = { type: 'change', user: 'aud-why' };
    const { records } = await hub.administrator.call('records', undefined, { query });
    expect(records[0]?.record).toMatchObject({
      act: 'audit-read',
      detail: 'why',
      decision: idOf(0),
    });
    const staff = await hub.signedIn('staff-why', 'staff');
    const call = staff.call('explainRecord', undefined, { id: idOf(0) });
    expect(await call.catch((error: HubCallError) => error.status)).toBe(403);
    expect(
      (await createHubClient(hub.origin).raw('GET', `/api/records/${idOf(0)}/why`)).status,
    ).toBe(401);
  });
});
