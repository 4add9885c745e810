import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { pathsBelow } from '../../../proxy/platform/paths.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { freePorts } from '../../support/free-port.ts';
import { startSystem } from '../../support/start-system.ts';
import { until } from '../../support/until.ts';

async function recorded(home: string): Promise<string> {
  const folder = pathsBelow(home).proxyAudit;
  const names = await readdir(folder);
  const texts = names.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('\n');
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('close', resolve));

describe('sekisho browser', () => {
  it('opens a Chromium of that person, and ends it when asked to', async () => {
    await using system = await startSystem();
    const program = path.join(projectRoot, 'proxy', 'main.ts');
    const argv = ['browser', '--headless', '--user', 'tanaka', '--url', 'http://games.example/x'];
    const env = {
      ...process.env,
      SEKISHO_HOME: system.home,
      SEKISHO_PROXY_PORT: String(system.proxyPort),
      SEKISHO_LINK_PORT: String(system.linkPort),
      SEKISHO_HUB_PORT: String(system.hubPort),
    };
    const child = spawn(process.execPath, [program, ...argv], { env, stdio: 'ignore' });
    const end = ended(child);
    await until(async () => /person-enrolled.*tanaka/.test(await recorded(system.home)));
    await until(async () =>
      /"user":"tanaka".*games\.example.*"action":"block"/.test(await recorded(system.home)),
    );
    child.kill('SIGTERM');
    expect(await end).toBe(0);
  });

  it('says how to start Sekisho where it is not running, in one sentence', async () => {
    await using folder = await temporaryFolder();
    const [linkPort] = await freePorts(1);
    const program = path.join(projectRoot, 'proxy', 'main.ts');
    const env = {
      ...process.env,
      SEKISHO_HOME: folder.path,
      SEKISHO_LINK_PORT: String(linkPort),
    };
    const child = spawn(process.execPath, [program, 'browser', '--headless'], { env });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    expect(await ended(child)).toBe(1);
    expect(said).toContain('npm start');
    expect(said.trim().split('\n')).toHaveLength(1);
  });
});
