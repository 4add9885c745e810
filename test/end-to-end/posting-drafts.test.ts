/**
 * Approval before a posting leaves, with a real Bluesky server: stopped, sent for approval,
 * approved, posted once; changed after the approval, it is stopped with the difference; in a disaster
 * it leaves without, and waits to be confirmed.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialogFindings } from '../support/axe.ts';
import type { BlueskyServer } from '../support/bluesky-server.ts';
import { type ConsoleClient, consoleClient } from '../support/console-client.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { closeDialog, press, untilDialog } from '../support/guard-dialog.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { isInstalled } from '../support/install-apart.ts';
import { openPostingPage, post } from '../support/posting-page.ts';
import { takeShot } from '../support/screenshot.ts';
import { testPassword } from '../support/start-hub.ts';
import { until } from '../support/until.ts';

const installed = isInstalled('bluesky') && isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: no Bluesky server)';

// Chromium speaks English here: files with Japanese names want a locale that the machine has.
const heading = 'Ask for an approval of this posting';
const send = 'Ask for an approval';
const sent = 'It was sent to the responsible person';
const difference = 'What is not as approved';

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  let world: ContentWorld;
  let pds: BlueskyServer;
  let tanaka: ConsoleClient;

  beforeAll(async () => {
    const rule = {
      ...{ approval: 'before', topics: ['イベント', '防災'], topicMissing: 'allow' },
      disaster: { by: ['role:administrator'], for: 'PT6H', approval: 'after' },
    };
    world = stack.use(await startContentWorld(name, { bluesky: true, rule }));
    pds = world.pds as BlueskyServer;
    const body = { id: 'tanaka', name: '田中', role: 'staff', user: 'tanaka' } as const;
    const { link } = await world.admin.call('createAccount', { body });
    tanaka = consoleClient(world.system.hubUrl);
    const token = new URL(link).hash.slice(1);
    await tanaka.call('useLink', { body: { token, password: testPassword } });
    const signedIn = await openPostingPage(world.page, pds);
    if (signedIn.outcome !== 'ok') {
      const [seen] = await world.decisions(pds.host, ({ handling }) => handling === 'refuse', 1);
      throw new Error(JSON.stringify([signedIn, seen]));
    }
  });
  afterAll(() => stack.disposeAsync());

  const texts = async () => (await pds.records()).map(({ value }) => value.text);
  const soon = () => new Date(Date.now() + 3_600_000).toISOString();
  const write = (text: string) =>
    tanaka.call('writeDraft', {
      body: {
        ...{ service: 'bluesky', account: pds.handle, act: 'post', replyTo: null, word: null },
        ...{ topic: 'イベント', text, pictures: [] },
      },
    });
  const openDraft = (text: string) =>
    until(async () => {
      const { drafts } = await world.admin.call('drafts');
      return drafts.find((draft) => draft.text.startsWith(text) && draft.state === 'open') ?? null;
    });
  const approve = async (text: string) => {
    const { id, version } = await openDraft(text);
    const body = { version, until: soon(), word: '結構です', text: null };
    await world.admin.call('approveDraft', { params: { id }, body });
    return id;
  };
  const dismiss = () => closeDialog(world.page);
  const reasons = async () =>
    (await world.records()).flatMap((each) =>
      each.type === 'decision' && each.postings?.some(({ act }) => act === 'post')
        ? [each.reason]
        : [],
    );

  it('a posting without approval is stopped, sent for approval, approved, and leaves once', async () => {
    const text = '明日は雪まつりです。会場は横手公園です。';
    expect(await post(world.page, 'post', { text })).toMatchObject({ outcome: 'failed' });
    expect(await texts()).toEqual([]);
    await untilDialog(world.page, heading);
    expect(await dialogFindings(world.browser, world.page)).toEqual([]);
    await takeShot(world.page, 'draft-offer');
    // By the keyboard: from the word back to the topic.
    await world.page.keyboard.down('Shift');
    await world.page.keyboard.press('Tab', { delay: 10 });
    await world.page.keyboard.up('Shift');
    await world.page.keyboard.press('ArrowDown');
    await press(world.page, send);
    await untilDialog(world.page, sent);
    await takeShot(world.page, 'draft-sent');
    await dismiss();
    const id = await approve(text);
    const { draft: approved } = await world.admin.call('draft', { params: { id } });
    expect(approved.objections).toMatchObject([]);
    await until(
      async () => {
        const { outcome } = await post(world.page, 'post', { text });
        if (outcome !== 'ok') await dismiss();
        return outcome === 'ok';
      },
      { every: 500 },
    );
    expect(await texts()).toEqual([text]);
    expect(await post(world.page, 'post', { text })).toMatchObject({ outcome: 'failed' });
    await dismiss();
    expect(await texts()).toEqual([text]);
    const used = await until(async () => {
      const { draft } = await world.admin.call('draft', { params: { id } });
      return draft.state === 'used' && draft.uses[0]?.taken ? draft : null;
    });
    expect(used.uses).toHaveLength(1);
  });

  it('what was changed after the approval is stopped with the difference', async () => {
    const text = '消防団員を募集しています。締切は三月末です。';
    await write(text);
    await approve(text);
    const before = await texts();
    await until(
      async () => {
        const changed = text.replace('三月', '四月');
        expect(await post(world.page, 'post', { text: changed })).toMatchObject({
          outcome: 'failed',
        });
        await untilDialog(
          world.page,
          /What is not as approved|Ask for an approval of this posting/,
        );
        const isTold = (await reasons()).at(-1) === 'approval-differs';
        if (!isTold) await dismiss();
        return isTold;
      },
      { every: 500 },
    );
    const words = await untilDialog(world.page, difference);
    expect(words).toMatch(/removed: 三.*added: 四/s);
    expect(await dialogFindings(world.browser, world.page)).toEqual([]);
    await takeShot(world.page, 'draft-difference');
    await dismiss();
    expect(await texts()).toEqual(before);
    expect(await post(world.page, 'post', { text })).toMatchObject({ outcome: 'ok' });
    expect(await texts()).toEqual([...before, text]);
  });

  it('in a disaster it leaves without an approval, on record to be confirmed, until the switch is off', async () => {
    const text = '市役所に避難所を開設しました。';
    const before = await texts();
    const body = { services: ['bluesky'], until: soon(), reason: '大雨の訓練' };
    const { disaster } = await world.admin.call('throwDisaster', { body });
    await until(
      async () => {
        const { outcome } = await post(world.page, 'post', { text });
        if (outcome !== 'ok') await dismiss();
        return outcome === 'ok';
      },
      { every: 500 },
    );
    expect(await texts()).toEqual([...before, text]);
    await until(async () => (await world.admin.call('disasters')).unconfirmed === 1);
    const marked = (await world.records()).flatMap((each) =>
      each.type === 'decision' ? (each.postings ?? []).filter((one) => one.disaster) : [],
    );
    expect(marked).toMatchObject([{ act: 'post', text, disaster: disaster.id }]);

    const params = { id: disaster.id };
    await world.admin.call('endDisaster', { params, body: { word: '訓練を終わる' } });
    await until(
      async () => {
        const { outcome } = await post(world.page, 'post', { text: '訓練は終わりました。' });
        if (outcome !== 'ok') await dismiss();
        return outcome !== 'ok';
      },
      { every: 500 },
    );
  });
});
