/** A MariaDB of Debian's packages in a folder of its own: reached by its socket, by nobody else. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from './until.ts';

const server = '/usr/sbin/mariadbd';
const installer = '/usr/bin/mariadb-install-db';

export const hasMariaDb = (): boolean => existsSync(server) && existsSync(installer);

export interface MariaDb extends AsyncDisposable {
  readonly socket: string;
}

/** @param folder one that is there; a folder for the data is made in it */
export async function startMariaDb(folder: string): Promise<MariaDb> {
  const settings = path.join(folder, 'my.cnf');
  const socket = path.join(folder, 'mariadb.sock');
  const data = path.join(folder, 'database');
  await writeFile(
    settings,
    [
      '[mariadbd]',
      `datadir=${data}`,
      `socket=${socket}`,
      `pid-file=${path.join(folder, 'mariadb.pid')}`,
      ...(process.getuid?.() === 0 ? ['user=root'] : []),
      'skip-networking',
      'skip-grant-tables',
      'innodb-log-file-size=8M',
      'innodb-buffer-pool-size=32M',
      'innodb-flush-log-at-trx-commit=0',
      '',
    ].join('\n'),
  );
  const made = spawnSync(
    installer,
    [
      `--defaults-file=${settings}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--force',
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`${installer}: ${made.stdout}${made.stderr}`);
  const child = spawn(server, [`--defaults-file=${settings}`], { stdio: 'ignore' });
  const gone = new Promise((resolve) => child.once('close', resolve));
  await until(() => existsSync(socket));
  return {
    socket,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
