import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openAuthority } from '../../../proxy/certificates/authority.ts';
import { starterPolicyFile } from '../../../proxy/command/read-policy.ts';
import { projectRoot } from '../../../proxy/platform/build.ts';
import type { List } from '../../../shared/policy/schema.ts';
import { chromiumId } from '../../../shared/protocol/extension-identity.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const program = path.join(projectRoot, 'proxy', 'main.ts');
const url = ['--extension-url', 'https://hub.example/update.xml'];
const starter = ['--policy', starterPolicyFile];

describe('policy export', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-export-'));
    await openAuthority(path.join(folder, 'home', 'proxy', 'authority'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function run(argv: readonly string[], home = path.join(folder, 'home')) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'policy', 'export', ...argv],
      { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder, SEKISHO_HOME: home } },
    );
    return { status, stderr, lines: stdout.trim().split('\n').filter(Boolean), stdout };
  }

  async function written(name: string, lists: readonly Partial<List>[]): Promise<string> {
    const full = lists.map((list, i) => ({
      ...{ id: `list-${i}`, title: 't', action: 'allow', owner: 'o', reason: 'r', entries: [] },
      ...list,
    }));
    const policy = smallPolicy({ destinations: { default: 'block', lists: full as List[] } });
    await writeFile(path.join(folder, name), JSON.stringify(policy));
    return name;
  }

  it('writes one line of JSON for Chromium, with lists, proxy, extension and authority', () => {
    const { status, lines } = run(['--to', 'chromium-managed', ...url, ...starter]);
    expect(status).toBe(0);
    expect(lines).toHaveLength(1);
    const policies = JSON.parse(lines[0] ?? '');
    expect(policies.URLAllowlist).toContain('go.jp');
    expect(policies.CACertificates).toHaveLength(1);
    expect(policies.ExtensionSettings[chromiumId]).toMatchObject({ update_url: url[1] });
  });

  it('takes the policy as an argument as well, and leaves the lists out where asked to', () => {
    const argv = ['--to', 'chromium-managed', '--no-lists', starterPolicyFile];
    const policies = JSON.parse(run(argv).stdout);
    expect(policies.URLBlocklist).toEqual(['file://*', 'data://*']);
    expect(policies.URLAllowlist).toEqual([]);
  });

  it('writes the authority without its key, and names it to Firefox', async () => {
    const argv = ['--to', 'firefox-managed', ...url, ...starter, '--ca-out', 'ca.pem'];
    const { policies } = JSON.parse(run(argv).stdout);
    expect(policies.Certificates.Install).toEqual([path.join(folder, 'ca.pem')]);
    const pem = await readFile(path.join(folder, 'ca.pem'), 'utf8');
    expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n$/);
  });

  it('writes a file where asked to, relative to the caller', async () => {
    const { status, lines } = run([
      ...['--to', 'chromium-managed', ...url, ...starter, '--out', 'policies.json'],
    ]);
    expect(status).toBe(0);
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ out: 'policies.json' }]);
    const text = await readFile(path.join(folder, 'policies.json'), 'utf8');
    expect(JSON.parse(text)).toHaveProperty('ProxySettings');
  });

  it('tells what it leaves to the proxy', async () => {
    const file = await written('conditions.yaml', [
      {
        id: 'lunch',
        action: 'block',
        entries: [{ match: 'game.example', hours: { from: '08:30', to: '12:00' } }],
      },
    ]);
    const { status, stderr } = run(['--to', 'chromium-managed', ...url, file]);
    expect(status).toBe(0);
    expect(stderr).toContain('lunch/game.example: プロキシに任せます');
  });

  it('ends with 1 where Chromium would cut a list, and gives what can be given', async () => {
    const entries = Array.from({ length: 1_001 }, (_, i) => `site-${i}.example`);
    const file = await written('long.yaml', [{ entries }]);
    const { status, stdout, stderr } = run(['--to', 'chromium-managed', ...url, file]);
    expect(status).toBe(1);
    expect(stderr).toContain('destinations.default: プロキシに任せます');
    expect(JSON.parse(stdout).URLBlocklist).toEqual(['file://*', 'data://*']);
  });

  it('says what is missing, and how to mend it', () => {
    const bare = run(['--to', 'chromium-managed', ...starter], path.join(folder, 'empty'));
    expect(bare.status).toBe(0);
    expect(bare.stderr).toMatch(/without --extension-url/);
    expect(bare.stderr).toMatch(/no certificate \(PEM\) can be read there/);
    expect(run(['--to', 'chromium-managed', ...url, ...starter]).stderr).toMatch(
      /not among destinations.withoutCredential/,
    );
    expect(run(['--to', 'firefox-managed', ...url, ...starter]).stderr).toMatch(/--ca-out FILE/);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no browser', [...starter], /--to <form>/],
    ['another browser', ['--to', 'safari', ...starter], /chromium-managed, firefox-managed/],
    ['no policy', ['--to', 'chromium-managed', ...url], /no policy yet/],
    ['no such file', ['--to', 'chromium-managed', 'missing.yaml'], /no such policy file/],
    [
      'an id that is none',
      ['--to', 'chromium-managed', '--extension-id', 'x', ...starter],
      /32 letters/,
    ],
    [
      'an address that is none',
      ['--to', 'chromium-managed', '--extension-url', 'hub', ...starter],
      /begins with https/,
    ],
    [
      'a certificate that is none',
      ['--to', 'chromium-managed', '--ca', 'missing.pem', ...starter],
      /no certificate/,
    ],
    [
      'a unit that is none',
      ['--to', 'chromium-managed', '--unit', '水道局', ...starter],
      /no unit of the policy/,
    ],
  ])('refuses %s', (_, argv, said) => {
    const { status, stdout, stderr } = run(argv);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(said);
  });
});
