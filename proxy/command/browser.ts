import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import type { Command } from 'commander';
import { chromiumFlags } from '../browser/chromium-flags.ts';
import { copyExtension, type Language, languages } from '../browser/extension-copy.ts';
import { runBrowser } from '../browser/run-browser.ts';
import { openAuthority } from '../certificates/authority.ts';
import { isRoot } from '../platform/account.ts';
import { builds, buildWhenStale, projectRoot } from '../platform/build.ts';
import {
  type Environment,
  EnvironmentError,
  environmentOfPart,
  readEnvironment,
} from '../platform/environment.ts';
import { chromiumPlaces, firstExecutable } from '../platform/find-chromium.ts';
import { pathsBelow } from '../platform/paths.ts';
import { makePrivateFolder } from '../platform/private-file.ts';
import { StartError, startSentence } from '../platform/start-error.ts';
import { untilAskedToEnd } from '../supervisor/part.ts';
import { currentPolicy, makeCode } from './enroll.ts';

interface Options {
  url?: string;
  user?: string;
  unit?: string;
  shared?: true;
  headless?: true;
  language: string;
}

export function register(program: Command): void {
  program
    .command('browser')
    .description('a Chromium with the extension, behind the proxy, in a profile of its own')
    .option('--url <url>', 'what to open first (normally the console)')
    .option('--user <id>', 'who: a user of the policy (normally the first one)')
    .option('--unit <unit>', 'where the policy gives the user no unit')
    .option('--shared', 'a shared machine: the popup may switch to any user of the policy')
    .option('--language <language>', 'ja or en', 'ja')
    .option('--headless', 'without a window')
    .action(async (options: Options) => {
      try {
        await open(options);
      } catch (error) {
        const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
        if (sentence === null) throw error;
        process.stderr.write(`sekisho: ${sentence}\n`);
        process.exitCode = 1;
      }
    });
}

async function open(options: Options): Promise<void> {
  const environment = readEnvironment();
  const env = environmentOfPart(environment);
  const language = languageOf(options.language);
  const binary = await findChromium(env);
  await ensureRunning(environment);
  await buildWhenStale(builds.chromium);

  const paths = pathsBelow(environment.home);
  const folder = path.join(paths.browser, 'chromium');
  const extension = path.join(folder, 'extension');
  const policy = await currentPolicy(paths.bundle);
  const user = options.user ?? policy?.users?.[0]?.id ?? 'demo';
  const { unit } = options;
  const shared = options.shared === true;
  const request = { user, unit, expires: '1h', shared };
  const { code } = await makeCode(request, policy, paths.enrolmentCodes);
  const { proxyPort, linkPort, hubPort } = environment;
  const built = path.join(projectRoot, path.dirname(builds.chromium.output));
  const linkUrl = `http://127.0.0.1:${linkPort}`;
  const firstPage = options.url ?? `http://127.0.0.1:${hubPort}/`;
  const enrolment = { linkUrl, proxyPort, code, user, firstPage };
  await makePrivateFolder(folder);
  await copyExtension({ from: built, to: extension, language, enrolment });
  // Chromium runs the worker that it has stored for this version, however new the file is.
  const profile = path.join(folder, 'profile');
  await rm(path.join(profile, 'Default', 'Service Worker'), { recursive: true, force: true });

  const { caSpkiSha256 } = await openAuthority(paths.authority);
  const root = isRoot();
  if (root) {
    process.stderr.write(
      'sekisho: root で動いているため、Chromium の砂場（sandbox）なしで開きます。ふだんの利用には一般の利用者で起動してください / running as root: Chromium opens without its sandbox; start it as an ordinary user for anything but a trial\n',
    );
  }
  const flags = chromiumFlags({
    profile,
    extension,
    proxyPort,
    linkPort,
    authoritySpki: caSpkiSha256,
    language,
    headless: options.headless === true,
    sandbox: !root,
  });
  const end = untilAskedToEnd();
  await runBrowser(binary, flags, { env: { ...env, LANGUAGE: language }, end });
}

function languageOf(text: string): Language {
  const known = languages.find((each) => each === text);
  if (known) return known;
  throw new StartError(`--language ${text}: ja か en を指定してください / choose ja or en`);
}

async function findChromium(env: NodeJS.ProcessEnv): Promise<string> {
  const programs = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA];
  const places = chromiumPlaces(process.platform, {
    programs: programs.filter((each) => each !== undefined),
    home: env.HOME ?? '',
  });
  const found = await firstExecutable(places);
  if (found) return found;
  throw new StartError(
    'Chromium が見つかりません。インストールしてください（Debian・Ubuntu: sudo apt install chromium） / no Chromium was found: install it (Debian, Ubuntu: sudo apt install chromium)',
  );
}

/** Without the link nobody can be enrolled, and the browser would reach nothing. */
async function ensureRunning({ linkPort }: Environment): Promise<void> {
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: linkPort, timeout: 2_000 });
    const settle = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', settle(true));
    socket.once('error', settle(false));
    socket.once('timeout', settle(false));
  });
  if (answers) return;
  throw new StartError(
    `関所が動いていません（127.0.0.1:${linkPort}）。先に npm start で起動してください / Sekisho is not running (127.0.0.1:${linkPort}): start it first with npm start`,
  );
}
