import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { startHub } from '../../support/start-hub.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-document-'));
const home = path.join(folder, 'home');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const text =
  '集約装置は十台、認証装置は二台とし、別表に掲げる性能を満たすこと。予備は庁内に置き、保守の者が年に二度、すべての装置の働きを確かめ、その記録を十年のあいだ保存するものとする。';
writeFileSync(path.join(folder, '仕様書.txt'), text);
writeFileSync(path.join(folder, '写し.txt'), `引用します。${text}以上。`);

async function sekisho(...args: string[]) {
  const program = path.join(projectRoot, 'proxy/main.ts');
  const env = { ...process.env, INIT_CWD: folder, SEKISHO_HOME: home };
  const run = promisify(execFile)(process.execPath, [program, ...args], { env });
  const { stdout, stderr } = await run.catch(
    (error) => error as { stdout: string; stderr: string },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { lines: lines.map((line) => JSON.parse(line)), stderr };
}

const about = ['--owner', '情報政策課', '--reason', '入札前'];

it('registers, lists, is used by inspect, and removes', async () => {
  const added = await sekisho('document', 'add', '仕様書.txt', '--level', '3B', ...about);
  expect(added).toMatchObject({
    stderr: '',
    lines: [{ id: 'R-1', title: '仕様書.txt', level: '3B', found: 'passages' }],
  });
  const again = await sekisho('document', 'add', '仕様書.txt', '--level', '3B', ...about);
  expect(again.stderr).toContain('registered already');
  const wrong = await sekisho('document', 'add', '仕様書.txt', '--level', '9', ...about);
  expect(wrong.stderr).toContain('3A, 3B');
  const gone = await sekisho('document', 'add', 'nowhere.txt', '--level', '3B', ...about);
  expect(gone.stderr).toContain('missing');
  const date = await sekisho(
    'document',
    'add',
    '写し.txt',
    '--level',
    '3B',
    '--until',
    '31',
    ...about,
  );
  expect(date.stderr).toContain('--until');
  expect((await sekisho('document', 'list')).lines.map(({ id }) => id)).toEqual(['R-1']);

  // The hub makes the set when it starts.
  await (await startHub({ home }))[Symbol.asyncDispose]();
  const [found] = (await sekisho('inspect', '写し.txt')).lines;
  expect(found).toMatchObject({
    level: '3B',
    findings: [{ kind: 'registered-document', document: { id: 'R-1', owner: '情報政策課' } }],
  });
  const named = await sekisho('inspect', '--registered', 'home/hub/registered', '写し.txt');
  expect(named.lines[0]?.level).toBe('3B');
  const nowhere = await sekisho('inspect', '--registered', 'nowhere', '写し.txt');
  expect([nowhere.lines, nowhere.stderr]).toEqual([[], expect.stringContaining('cannot be read')]);

  expect((await sekisho('document', 'remove', 'R-1')).lines).toEqual([{ id: 'R-1' }]);
  expect((await sekisho('document', 'remove', 'R-1')).stderr).toContain('no registered document');
});
