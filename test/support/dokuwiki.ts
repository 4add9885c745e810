/**
 * A real DokuWiki of Debian's packages, with pages and media in a folder of its own, open to
 * whoever comes: `php -S` serves it on loopback.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePorts } from './free-port.ts';
import { until } from './until.ts';

const program = '/usr/share/dokuwiki';

/** What is missing of it; '' where nothing is. */
export const dokuwikiMissing = (): string =>
  existsSync(path.join(program, 'doku.php')) && existsSync('/usr/bin/php')
    ? ''
    : 'install dokuwiki php-cli php-cgi php-xml';

export interface DokuWiki extends AsyncDisposable {
  /** `http://wiki.localhost:PORT` */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** null: there is none. @param name as DokuWiki keeps it: in small letters */
  medium(name: string): Promise<Buffer | null>;
  page(name: string): Promise<string | null>;
}

export async function startDokuWiki(): Promise<DokuWiki> {
  const host = 'wiki.localhost';
  const [port = 0] = await freePorts(1);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
  const [conf, data] = [path.join(folder, 'conf'), path.join(folder, 'data')];
  await cp('/etc/dokuwiki', conf, { recursive: true, dereference: true });
  await cp('/var/lib/dokuwiki/data', data, { recursive: true });
  const settings = { title: '庁内wiki', lang: 'ja', useacl: 0, savedir: data, updatecheck: 0 };
  const lines = Object.entries(settings).map(
    ([key, value]) => `$conf['${key}'] = ${JSON.stringify(value)};\n`,
  );
  await writeFile(path.join(conf, 'local.php'), `<?php\n${lines.join('')}`);
  const before = path.join(folder, 'before.php');
  await writeFile(before, `<?php define('DOKU_CONF', ${JSON.stringify(`${conf}/`)});\n`);
  const settingsOfPhp = [`auto_prepend_file=${before}`, 'display_errors=0', 'file_uploads=1'];
  const argv = [...settingsOfPhp.flatMap((each) => ['-d', each]), '-S', `127.0.0.1:${port}`];
  const env = { ...process.env, PHP_CLI_SERVER_WORKERS: '4' };
  // Its workers outlive it: they are ended with it, as one group.
  const options = { stdio: 'ignore', env, detached: true } as const;
  const child = spawn('/usr/bin/php', [...argv, '-t', program], options);
  const gone = new Promise((resolve) => child.once('close', resolve));
  const inside = (kind: string, name: string) =>
    readFile(path.join(data, kind, name)).catch(() => null);
  const wiki: DokuWiki = {
    url: `http://${host}:${port}`,
    host,
    port,
    medium: (name) => inside('media', name),
    page: async (name) => (await inside('pages', `${name}.txt`))?.toString() ?? null,
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
  await until(() => fetch(`http://127.0.0.1:${port}/doku.php`).catch(() => null));
  return wiki;
}
