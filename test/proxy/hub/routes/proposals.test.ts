import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import type { HubCallError, HubClient } from '../../../support/hub-client.ts';
import { type SignedHub, startSignedHub } from '../../../support/signed-hub.ts';

let world: SignedHub;
let admin: HubClient;
beforeAll(async () => {
  world = await startSignedHub('{ signatures: 1 }');
  admin = world.admin;
});
afterAll(() => world[Symbol.asyncDispose]());

const failed = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('it was taken');
    },
    (error: HubCallError) => error,
  );
const read = (number: number, client = admin) =>
  client.call('proposal', undefined, { id: String(number) });
const revision = async () => (await admin.call('policy')).revision;
const add = (...entries: string[]): Change[] => [
  { op: 'add-entries', list: 'public-bodies', entries },
];
const acts = async (act: string) =>
  (await admin.call('records', undefined, { query: { act } })).records.map(({ record }) => record);

describe('a change that another person has to sign', () => {
  test('is published by nobody alone', async () => {
    const base = await revision();
    const error = await failed(admin.call('publish', { base, changes: add('a.jp'), note: 'x' }));
    expect(error).toMatchObject({ status: 409, code: 'signature-needed' });
    expect(await revision()).toBe(base);
  });

  test('shows who, why, difference and problems, and is published with the signature', async () => {
    const base = await revision();
    const number = await world.propose('b.example.jp');
    const seen = await read(number, world.approver);
    expect(seen.proposal).toMatchObject({ by: 'admin', note: '追加の理由', state: 'open' });
    expect(seen.difference.lists[0]?.added).toEqual(['b.example.jp']);
    expect(seen.may).toEqual({
      ...{ sign: true, return: true, withdraw: false, publish: false, takeOver: false },
    });
    expect(await world.approver.call('publishing')).toMatchObject({ open: 1, forYou: 1 });
    expect(await admin.call('publishing')).toMatchObject({ open: 1, forYou: 0, signs: true });
    await world.sign(world.approver, number, '確かめました');
    const { proposal } = await read(number);
    expect(proposal).toMatchObject({ state: 'published', revision: base + 1 });
    const { revisions } = await admin.call('revisions');
    expect(revisions[0]).toMatchObject({
      ...{ revision: base + 1, by: 'admin', proposal: number },
      signatures: [{ by: 'abe', word: '確かめました' }],
    });
    const { entries } = await admin.call('list', undefined, { id: 'public-bodies' });
    expect(entries.at(-1)).toMatchObject({ match: 'b.example.jp', addedBy: 'admin' });
    const published = (await acts('policy-published'))[0];
    expect(published).toMatchObject({ actor: 'admin', detail: expect.stringMatching(/by abe/) });
    expect((await acts('policy-proposed'))[0]).toMatchObject({ subject: `proposal ${number}` });
    expect((await acts('policy-signed'))[0]).toMatchObject({
      actor: 'abe',
      detail: '確かめました',
    });
  });

  test('is not signed by its author, by an auditor, or by whoever has no place in the rule', async () => {
    const number = await world.propose('c.example.jp');
    expect(await failed(world.sign(admin, number))).toMatchObject({ code: 'own-proposal' });
    expect((await read(number)).whyNot).toBe('own');
    const auditor = await world.hub.signedIn('aud', 'auditor');
    expect(await failed(world.sign(auditor, number))).toMatchObject({ status: 403 });
    await admin.call('withdrawProposal', {}, { id: String(number) });
    await world.setRule('{ signatures: 1, signers: { accounts: [abe] } }');
    const next = await world.propose('c.example.jp');
    expect(await failed(world.sign(world.mori, next))).toMatchObject({ code: 'signer-refused' });
    await world.sign(world.approver, next);
    const back = world.setRule('{ signatures: 1 }');
    await expect(back).rejects.toMatchObject({ code: 'signer-refused' });
    const { proposals } = await admin.call('proposals');
    await world.sign(world.approver, proposals[0]?.number ?? 0);
    expect(await admin.call('publishing')).toMatchObject({ signatures: 1, open: 0 });
  });

  test('is signed as it was seen, or not at all', async () => {
    const number = await world.propose('d.example.jp');
    const id = String(number);
    const wish = { content: 'f'.repeat(64), word: null };
    const error = await failed(world.approver.call('signProposal', wish, { id }));
    expect(error).toMatchObject({ status: 409, code: 'proposal-changed' });
    expect((await read(number)).proposal).toMatchObject({ state: 'open', signatures: [] });
    await world.sign(world.approver, number);
  });

  test('goes back with a word, is taken up by another, who may then not sign either', async () => {
    const number = await world.propose('e.example.jp');
    const id = String(number);
    const own = admin.call('returnProposal', { word: 'x' }, { id });
    expect(await failed(own)).toMatchObject({ code: 'own-proposal' });
    await world.approver.call('returnProposal', { word: '理由が足りません' }, { id });
    const { proposal, changes, may } = await read(number, world.mori);
    expect(proposal).toMatchObject({
      state: 'returned',
      closed: { by: 'abe', word: '理由が足りません' },
    });
    expect(may.takeOver).toBe(true);
    const base = await revision();
    const again = await world.mori.call('propose', { base, changes, note: '直し', from: number });
    expect(again.proposal.contributors.toSorted()).toEqual(['admin', 'mori']);
    expect(await failed(world.sign(admin, again.proposal.number))).toMatchObject({
      code: 'own-proposal',
    });
    await world.sign(world.approver, again.proposal.number);
    expect((await read(again.proposal.number)).proposal.state).toBe('published');
  });

  test('is withdrawn by its author alone, and ends once', async () => {
    const number = await world.propose('f.example.jp');
    const id = String(number);
    expect(await failed(world.mori.call('withdrawProposal', {}, { id }))).toMatchObject({
      code: 'not-own-proposal',
    });
    await admin.call('withdrawProposal', {}, { id });
    for (const call of [
      () => admin.call('withdrawProposal', {}, { id }),
      () => world.sign(world.approver, number),
      () => world.approver.call('returnProposal', { word: 'x' }, { id }),
      () => admin.call('publishProposal', {}, { id }),
    ]) {
      expect(await failed(call())).toMatchObject({ status: 409, code: 'proposal-closed' });
    }
  });

  test('is refused with its problems, and where it stands on an old revision', async () => {
    const base = await revision();
    const bad = await failed(admin.call('propose', { base, changes: add('*.jp'), note: 'x' }));
    expect(bad).toMatchObject({ status: 422, code: 'policy-problems' });
    const old = await failed(admin.call('propose', { base: 1, changes: add('g.jp'), note: 'x' }));
    expect(old).toMatchObject({ status: 409, code: 'stale-base', body: { current: base } });
    for (const id of ['0', '-1', 'x', '99999']) {
      expect(await failed(admin.call('proposal', undefined, { id }))).toMatchObject({
        status: 404,
      });
    }
  });

  test('follows what others publish where both fit, and keeps its signature', async () => {
    const number = await world.propose('h.example.jp');
    const other = await world.propose('i.example.jp');
    await world.sign(world.mori, other);
    const seen = await read(number, world.approver);
    expect(seen.conflict).toBeNull();
    expect(seen.proposal.base).toBe(await revision());
    await world.sign(world.approver, number);
    const { entries } = await admin.call('list', undefined, { id: 'public-bodies' });
    const matches = entries.map(({ match }) => match);
    expect(matches).toEqual(expect.arrayContaining(['h.example.jp', 'i.example.jp']));
  });

  test('goes back to its author where others changed the same line first', async () => {
    const { entries } = await admin.call('list', undefined, { id: 'public-bodies' });
    const key = entries.find(({ match }) => match === 'h.example.jp')?.key ?? '';
    const base = await revision();
    const entry = { match: 'h.example.jp', note: '私の' };
    const changes: Change[] = [{ op: 'update-entry', list: 'public-bodies', key, entry }];
    const mine = await admin.call('propose', { base, changes, note: '編集' });
    const removal: Change[] = [{ op: 'remove-entries', list: 'public-bodies', keys: [key] }];
    const theirs = await world.mori.call('propose', { base, changes: removal, note: '削除' });
    await world.sign(world.approver, theirs.proposal.number);
    const { proposal } = await read(mine.proposal.number);
    expect(proposal).toMatchObject({ state: 'returned', closed: { by: 'hub' } });
    expect(proposal.closed?.word).toContain('public-bodies/h.example.jp');
    expect((await acts('policy-returned'))[0]).toMatchObject({ actor: 'hub' });
  });

  test('the history of a line names who, why and who signed', async () => {
    const query = { match: 'h.example.jp' };
    const { lines } = await admin.call('lineHistory', undefined, { id: 'public-bodies', query });
    expect(lines.map(({ change, by }) => [change, by])).toEqual([
      ['removed', 'mori'],
      ['added', 'admin'],
    ]);
    expect(lines[1]).toMatchObject({ note: '追加の理由', signatures: [{ by: 'abe' }] });
    const first = { query: { match: 'go.jp' } };
    const told = await admin.call('lineHistory', undefined, { id: 'public-bodies', ...first });
    expect(told.lines).toMatchObject([{ change: 'added', revision: 1, by: 'hub' }]);
  });
});
