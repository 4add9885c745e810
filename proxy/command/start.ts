import type { Command } from 'commander';
import { builds, buildWhenStale } from '../platform/build.ts';
import { environmentOfPart, readEnvironment } from '../platform/environment.ts';
import { createLog } from '../platform/log.ts';
import { type RunningPart, runPart } from '../supervisor/part.ts';
import { supervise } from '../supervisor/supervise.ts';

export function register(program: Command): void {
  program
    .command('start')
    .description('hub and proxy on this machine, with the starter policy')
    .action(() => runPart(startAll));
}

async function startAll(): Promise<RunningPart> {
  const environment = readEnvironment();
  const log = createLog('start', environment.logLevel);
  await buildWhenStale(builds.console);
  const ending = new AbortController();
  const env = environmentOfPart(environment);
  const part = (name: string) =>
    supervise({
      name,
      program: process.argv[1] ?? '',
      argv: [name],
      env,
      log,
      ending: ending.signal,
    });
  await using parts = new AsyncDisposableStack();
  const hub = parts.use(await part('hub'));
  parts.use(await part('proxy'));
  const running = parts.move();
  return {
    notice: notice(environment, hub.notice),
    [Symbol.asyncDispose]: () => {
      ending.abort();
      return running.disposeAsync();
    },
  };
}

function notice(
  { home, proxyPort, linkPort, hubPort }: ReturnType<typeof readEnvironment>,
  link: string | null,
): string {
  return [
    '関所が動いています / Sekisho is running',
    link === null
      ? `  管理画面 / console  http://127.0.0.1:${hubPort}/`
      : `  最初の管理者を作る（1回限り・1時間） / make the first administrator (once, within an hour)\n    ${link}`,
    `  プロキシ / proxy      127.0.0.1:${proxyPort}`,
    `  リンク / link         127.0.0.1:${linkPort}`,
    `  データ / data         ${home}`,
    '  ブラウザーを開く / open a guarded browser',
    '    npm run sekisho -- browser',
    '  終了 / end            Ctrl+C',
  ].join('\n');
}
