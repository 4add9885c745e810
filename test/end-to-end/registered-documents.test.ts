/**
 * A document is registered in the console; minutes later a member of staff chooses a file in which
 * a paragraph of it stands, and the page says why it does not go. Without the extension the proxy
 * stops the same. The audit log names the document, and nothing holds its text.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { docxOf, paragraph } from '../proxy/inspection/build-documents.ts';
import { allRecords } from '../support/all-records.ts';
import { launchChromium } from '../support/browser.ts';
import { chooseFiles } from '../support/choose-files.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { consoleClient, firstAdministrator } from '../support/console-client.ts';
import { openConsolePage } from '../support/console-page.ts';
import { press, untilDialog } from '../support/guard-dialog.ts';
import { openGuarded, visit } from '../support/guarded-browser.ts';
import { startUploadPage } from '../support/guarded-pages.ts';
import { takeShot } from '../support/screenshot.ts';
import { startSystem } from '../support/start-system.ts';
import { until } from '../support/until.ts';

const passage =
  '監視装置は本庁舎の電算室に置き、二系統の電源から給電する。保守は年二回とし、障害の知らせから二時間以内に技術者が到着すること。予備の部品は庁内に置く。';
const password = ['correct', 'horse', 'battery', 'staple'].join(' ');

it('stops a paragraph of a registered document in another file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-files-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true }));
  const specification = path.join(folder, '監視装置 仕様書.docx');
  const minutes = path.join(folder, 'minutes.docx');
  const harmless = path.join(folder, 'notice.docx');
  await writeFile(specification, await docxOf(paragraph('第一章 総則') + paragraph(passage)));
  await writeFile(
    minutes,
    await docxOf(paragraph('打合せの記録') + paragraph(`（引用）${passage}`)),
  );
  await writeFile(harmless, await docxOf(paragraph('窓口は九時から開いています。')));

  const site = stack.use(await startUploadPage());
  const system = stack.use(await startSystem());
  await firstAdministrator(system.hubUrl, system.setupLink);
  const client = consoleClient(system.hubUrl);
  await client.call('signIn', { body: { id: 'kanri', password } });
  const { revision: base, yaml } = await client.call('policy');
  const sites = { ports: [site.port], allow: [`city.localhost:${site.port}`] };
  const changes = [{ op: 'replace', yaml: cityPolicy(yaml, sites) } as const];
  await client.call('publish', { body: { base, changes, note: '試験' } });

  const browser = await launchChromium({ anyFileName: true });
  stack.defer(() => browser.close());
  const admin = await openConsolePage(browser, system.hubUrl);
  await admin.open('/');
  await admin.fill('id', 'kanri');
  await admin.fill('password', password);
  await admin.click('button', 'サインインする');
  await admin.see('概況');
  await admin.open('/documents');
  await admin.click('button', '文書を登録する');
  await chooseFiles(admin.page, [specification]);
  await admin.fill('owner', '情報政策課');
  await admin.fill('reason', '入札の前');
  await admin.click('button', '登録する');
  await admin.see('R-1');

  const guarded = stack.use(
    await openGuarded('Chromium', system, { user: 'tanaka', unit: '総務企画部' }),
  );
  const page = await guarded.browser.newPage();
  await until(async () => {
    await visit(page, `http://city.localhost:${site.port}/`);
    return (await page.$('#file')) !== null;
  });
  const choose = async (file: string) => {
    const chosen = await page.waitForSelector('#file');
    await (chosen as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
  };
  await choose(harmless);
  await until(() => site.came.length > 0);

  // Until the fingerprints are at the terminal it says that it could not compare.
  const told = await until(async () => {
    await choose(minutes);
    const text = await untilDialog(page, 'Close');
    if (text.includes('registered document R-1')) return text;
    await press(page, 'Close');
    return null;
  });
  expect(told).toContain('The same as registered document R-1 (owner: 情報政策課)');
  expect(told).not.toContain('仕様書');
  await takeShot(page, 'registered-stopped');
  expect(site.came.map(({ name }) => name)).toEqual(['notice.docx']);

  const records = await until(async () => {
    const found = (await allRecords(client)).map(({ record }) => record);
    const text = JSON.stringify(found);
    return text.includes('"registered-document"') ? text : null;
  });
  expect(records).toContain('"id":"R-1"');
  expect(records).not.toContain('電算室');
  await admin.open('/uploads');
  await admin.see('登録文書の写し R-1');
  await takeShot(admin.page, 'registered-uploads');
}, 240_000);
