/**
 * Every channel × a clean content and one with an Individual Number, in both browsers, through the
 * proxy to a real server: the first arrives byte for byte, of the second nothing does, and each
 * request is one decision. What came of each channel is printed as a table.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { individual } from '../proxy/inspection/build-documents.ts';
import { type ContentWorld, startContentWorld } from '../support/content-world.ts';
import { createFinder } from '../support/find-bytes.ts';
import { folderOf, folderOnDisk } from '../support/folder-on-disk.ts';
import { closeDialog, foundIt, press, untilDialog } from '../support/guard-dialog.ts';
import { type BrowserName, browserNames } from '../support/guarded-terminal.ts';
import { type HandedWhat, handedChannels } from '../support/handed-channels.ts';
import { isInstalled } from '../support/install-apart.ts';
import { spellingsOf } from '../support/leak-spellings.ts';
import { createMatrixTable } from '../support/matrix-table.ts';
import { type ReceivedUpload, sha256 } from '../support/received-upload.ts';
import { cameWhole, carriesBytes, silent } from '../support/script-channels.ts';
import { sentValue } from '../support/sent-values.ts';
import { until } from '../support/until.ts';
import {
  badFiles,
  cleanFiles,
  onDisk,
  textOfSize,
  type UploadFile,
} from '../support/upload-files.ts';
import { chooseFiles, scriptChannels, sendByScript, uploadAnswer } from '../support/upload-page.ts';

const installed = isInstalled('upload-pages');
const title = installed ? '%s' : '%s (not run: the pages are not installed)';
const kinds = ['clean', 'number'] as const;
type Kind = (typeof kinds)[number];

const number = sentValue(individual('27182818284'));
const texts: Record<Kind, string> = {
  clean: '雪まつりのお知らせ 種類: 観光案内',
  number: `雪まつりのお知らせ 個人番号: ${number}`,
};
const find = createFinder(spellingsOf(number).map(({ bytes }) => bytes));
/** Of the number nothing may be in anything that came, in whatever spelling. */
const holdsNumber = ({ path: place, headers, raw, files }: ReceivedUpload): boolean =>
  [place, JSON.stringify(headers), raw, ...files.map(({ bytes }) => bytes)].some(
    (each) => find(Buffer.from(each as string)).size > 0,
  );

const table = createMatrixTable(
  browserNames.flatMap((name) => kinds.map((kind) => `${name} ${kind}`)),
);
afterAll(() => table.print());

describe.skipIf(!installed).each<BrowserName>([...browserNames])(title, (name) => {
  const stack = new AsyncDisposableStack();
  const files = {} as Record<Kind, UploadFile[]>;
  const given = {} as Record<Kind, HandedWhat>;
  let world: ContentWorld;

  beforeAll(async () => {
    world = stack.use(await startContentWorld(name, { other: true, hands: true }));
    files.clean = await cleanFiles();
    files.number = await badFiles(number);
    for (const kind of kinds) {
      const { paths } = stack.use(await onDisk(files[kind]));
      const { folder } = stack.use(await folderOnDisk(inFolder(kind)));
      given[kind] = { paths, folder, text: texts[kind] };
    }
  });
  afterAll(() => stack.disposeAsync());

  const inFolder = (kind: Kind) => folderOf(files[kind], files.clean);

  const received = () => [...world.site.received, ...(world.other?.received ?? [])];
  const forget = () => {
    world.site.forget();
    world.other?.forget();
  };
  const lines = async (below: string): Promise<DecisionRecord[]> =>
    (await world.records()).filter(
      (each): each is DecisionRecord =>
        each.type === 'decision' && each.destination?.path?.startsWith(below) === true,
    );

  it('what a script sends', async () => {
    forget();
    await world.page.goto(`${world.site.url}/script`);
    const channels = await scriptChannels(world.page);
    expect(channels.length).toBeGreaterThan(50);
    const sheets = { clean: files.clean[3], number: files.number[3] };
    const bytesOf = (kind: Kind) => Buffer.from(sheets[kind]?.bytes ?? []);
    const waiting = channels.flatMap((channel) => kinds.map((kind) => ({ channel, kind })));
    const outcomes = new Map<string, string>();
    const one = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { channel, kind } = next;
        const sent = {
          text: texts[kind],
          bytes: bytesOf(kind).toString('base64'),
          kind,
          other: world.other?.url ?? '',
        };
        const outcome = await Promise.race([
          sendByScript(world.page, channel, sent).catch(String),
          // A worker or frame whose request was refused may never say so.
          wait(15_000, 'no answer'),
        ]);
        outcomes.set(`${channel}/${kind}`, outcome);
      }
    };
    // A window is opened only where a person has just done something, and one for each time.
    const windows = waiting.filter(({ channel }) => channel === 'window-query');
    const others = waiting.filter(({ channel }) => channel !== 'window-query');
    waiting.splice(0, Infinity, ...others);
    await Promise.all(Array.from({ length: 8 }, one));
    waiting.push(...windows);
    await one();

    const mayBeSilent = (channel: string) => silent[name][channel] !== undefined;
    const sure = channels.filter((channel) => !mayBeSilent(channel));
    await until(
      async () => {
        const seen = new Set((await lines('/sent/')).map(({ destination }) => destination?.path));
        return sure.every((channel) => kinds.every((kind) => seen.has(`/sent/${channel}/${kind}`)));
      },
      { every: 500 },
    ).catch(() => null);
    const all = await lines('/sent/');
    const wrong: string[] = [];
    for (const channel of channels) {
      for (const kind of kinds) {
        const place = `/sent/${channel}/${kind}`;
        const came = received().filter((each) => each.path.replace(/\?.*$/, '') === place);
        const own = all.filter(({ destination }) => destination?.path === place);
        const actions = own.map(({ action }) => action).toSorted();
        const what = carriesBytes(channel) ? bytesOf(kind) : Buffer.from(texts[kind]);
        // Of a WebSocket the handshake is a request as well, and holds nothing.
        const handshake = channel.includes('websocket') ? ['allow'] : [];
        const isRight =
          kind === 'clean'
            ? came.length === 1 &&
              came.every((each) => cameWhole(each, what)) &&
              `${actions}` === 'allow'
            : came.length === 0 && `${actions}` === `${[...handshake, 'block']}`;
        const isSilent = mayBeSilent(channel) && came.length === 0 && own.length === 0;
        const told = kind === 'clean' ? 'arrived' : 'stopped';
        const result = isSilent ? 'sends nothing' : isRight ? told : 'WRONG';
        table.note(channel, `${name} ${kind}`, result);
        if (result === 'WRONG') {
          wrong.push(
            `${place}: ${outcomes.get(`${channel}/${kind}`)}; ${came.length} came; lines: ${actions}`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(received().filter(holdsNumber)).toEqual([]);
    await closeOthers();
  });

  describe('what a person hands over', () => {
    it.each(
      handedChannels.flatMap((channel) =>
        kinds.map((kind) => [channel.name, kind, channel] as const),
      ),
    )('%s, %s', async (_, kind, channel) => {
      const column = `${name} ${kind}`;
      const reason = channel.notDriven?.[name];
      if (reason !== undefined) {
        table.note(channel.name, column, 'not driven');
        return;
      }
      table.note(channel.name, column, 'WRONG');
      await world.page.goto(`${world.site.url}/handed`);
      forget();
      const place = channel.place ?? channel.name;
      const sentBefore = (await lines(`/upload/${place}`)).length;
      const heldBefore = (await held()).length;
      // A clean file beside it: what is stopped is the text.
      const what =
        channel.gives === 'file and text' && kind === 'number'
          ? { ...given.clean, text: texts.number }
          : given[kind];
      await channel.give(world, what);
      const expected: readonly [place: string, file: UploadFile][] =
        channel.gives === 'text'
          ? []
          : channel.gives === 'folder'
            ? Object.entries(inFolder(kind))
            : files[kind]
                .slice(0, channel.gives === 'files' ? undefined : 1)
                .map((file) => [file.name, file]);
      if (kind === 'clean') {
        await until(() => received().length > 0, { within: 60_000 });
        const [upload] = received();
        const cameFiles = upload?.files.map((each) => `${each.field} ${each.sha256}`) ?? [];
        const byField = channel.name === 'typed-with-file' ? () => 'file' : (it: string) => it;
        expect(cameFiles.toSorted()).toEqual(
          expected.map(([it, { sha256: sum }]) => `${byField(it)} ${sum}`).toSorted(),
        );
        if (channel.gives.includes('text')) {
          const isThere = cameWhole(upload as ReceivedUpload, Buffer.from(texts.clean));
          expect(isThere).toBe(true);
        }
        const own = await until(async () => {
          const found = await lines(`/upload/${place}`);
          return found.length > sentBefore ? found.slice(0, found.length - sentBefore) : null;
        });
        expect(own.map(({ action }) => action)).toEqual(['allow']);
        expect(received()).toHaveLength(1);
        expect((await held()).length).toBe(heldBefore);
      } else {
        const said = await untilDialog(world.page, foundIt);
        expect(said).not.toContain(number);
        const bad = expected.filter(([, file]) => files.number.includes(file)).length;
        const stopped = channel.gives.includes('text') ? 1 : bad;
        const own = await until(
          async () => {
            const found = await held();
            return found.length >= heldBefore + stopped ? found : null;
          },
          { within: 60_000, every: 250 },
        );
        expect(own.length).toBe(heldBefore + stopped);
        await closeDialog(world.page);
        expect(await heard()).toEqual([]);
        expect(received()).toEqual([]);
        expect((await lines(`/upload/${place}`)).length).toBe(sentBefore);
      }
      table.note(channel.name, column, kind === 'clean' ? 'arrived' : 'held');
    });

    /** Decisions of the guard that stopped something. */
    const held = async () =>
      (await world.records()).filter(
        (each) => each.type === 'decision' && each.act === 'upload' && each.action === 'block',
      );
    const heard = () => world.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  });

  it('of a folder the rest arrives, in its places', async () => {
    await world.page.goto(`${world.site.url}/handed`);
    forget();
    const drop = handedChannels.find((each) => each.name === 'drop-folder');
    await drop?.give(world, given.number);
    await untilDialog(world.page, foundIt);
    await press(world.page, 'Send the rest');
    await until(() => received().length > 0, { within: 60_000 });
    const docx = files.clean[4];
    const came = received().map((each) => [each.path, each.files.map(({ field }) => field)]);
    expect(came).toEqual([['/upload/drop-entries', [`資料/${docx?.name}`]]]);
  });

  it('a large file shows how far it is, can be given up, and arrives', async () => {
    const large = textOfSize(50);
    await using disk = await onDisk([large]);
    await world.page.goto(`${world.site.url}/handed`);
    forget();
    await chooseFiles(world.page, disk.paths, '#input');
    await untilDialog(world.page, / MB/);
    await closeDialog(world.page);
    const count = () =>
      world.page.$eval('#input', (field) => (field as HTMLInputElement).files?.length);
    expect(await count()).toBe(0);
    expect(received()).toEqual([]);
    await chooseFiles(world.page, disk.paths, '#input');
    await until(() => received().length > 0, { within: 60_000 });
    expect(received()[0]?.files.map(({ bytes }) => sha256(bytes))).toEqual([large.sha256]);
    await uploadAnswer(world.page);
  });

  /** Windows that a channel has opened. */
  async function closeOthers(): Promise<void> {
    for (const page of await world.browser.pages()) {
      if (page !== world.page) await page.close().catch(() => {});
    }
    await world.page.bringToFront().catch(() => {});
  }
});
