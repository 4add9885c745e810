import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { individual, utf8, zipOf } from '../inspection/build-documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-inspect-'));
const put = (name: string, content: string | Uint8Array) =>
  writeFileSync(path.join(folder, name), content);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
put('number.txt', `個人番号 ${individual()}\n`);
put('mark.txt', '【部外秘】\n');
put(
  'policy.yaml',
  'levels: { order: [high, low] }\nuploads: { levelOf: { individual-number: high, "mark:部外秘": low } }\n',
);
put('wrong.yaml', 'uploads: { levelOf: 3 }\n');

async function inspect(...args: string[]) {
  const program = path.join(projectRoot, 'proxy/main.ts');
  const env = { ...process.env, INIT_CWD: folder };
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'inspect', ...args], {
    env,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the verb inspect', () => {
  it('ends quietly where nobody reads on', async () => {
    const program = path.join(projectRoot, 'proxy/main.ts');
    const files = Array.from({ length: 200 }, () => 'mark.txt');
    const child = spawn(process.execPath, [program, 'inspect', '--text', ...files], {
      env: { ...process.env, INIT_CWD: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect([code, said]).toEqual([0, '']);
  });

  it('writes one object for each file, in order, whatever happens', async () => {
    put('locked.zip', await zipOf({ 'a.txt': 'a' }, { password: 'x' }));
    put('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const files = ['number.txt', 'missing.txt', '.', 'locked.zip', 'picture.png', 'mark.txt'];
    const lines = await inspect(...files);
    expect(
      lines.map(({ file, inspected, why, level }) => [file, inspected, why ?? null, level]),
    ).toEqual([
      ['number.txt', true, null, '3A'],
      ['missing.txt', false, 'missing', null],
      ['.', false, 'missing', null],
      ['locked.zip', false, 'encrypted', null],
      ['picture.png', false, 'truncated', null],
      ['mark.txt', true, null, '2'],
    ]);
    expect(lines[0].findings).toEqual([
      {
        kind: 'individual-number',
        count: 1,
        confidence: expect.any(Number),
        place: { line: 1 },
        masked: '•'.repeat(12),
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain(individual());
  });

  it('gives the text where it is asked for, with the names in it', async () => {
    put('names.zip', await zipOf({ 'あ/い.txt': utf8('う') }));
    const [line] = await inspect('--text', 'names.zip');
    expect(line.text).toContain('あ/い.txt');
    expect(line.text).toContain('う');
    expect((await inspect('names.zip'))[0]).not.toHaveProperty('text');
  });

  it('takes the levels of a policy', async () => {
    const lines = await inspect('--policy', 'policy.yaml', 'number.txt', 'mark.txt');
    expect(lines.map(({ level }) => level)).toEqual(['high', 'low']);
  });

  it('cannot work with a policy that is wrong', async () => {
    await expect(inspect('--policy', 'wrong.yaml', 'number.txt')).rejects.toMatchObject({
      code: 1,
      stdout: '',
    });
  });
});
