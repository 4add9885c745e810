import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { parseDestination } from '../../shared/destination/destination.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { decideWithoutCredential } from '../../shared/policy/decide-destination.ts';
import { type Left, type LeftReason, relaxLists } from '../../shared/policy/relaxed-entries.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { Person } from '../../shared/policy/scope.ts';
import { urlLists } from '../../shared/policy/url-lists.ts';
import { chromiumId } from '../../shared/protocol/extension-identity.ts';
import { chromiumManaged, listsLimit } from '../browser/chromium-managed.ts';
import { firefoxManaged } from '../browser/firefox-managed.ts';
import { authorityFile } from '../certificates/authority.ts';
import { EnvironmentError, readEnvironment } from '../platform/environment.ts';
import { pathsBelow } from '../platform/paths.ts';
import { StartError, startSentence } from '../platform/start-error.ts';
import { currentPolicy } from './enroll.ts';
import { problemLine, readPolicyFile } from './read-policy.ts';

export const managedForms = ['chromium-managed', 'firefox-managed'] as const;

export interface ManagedOptions {
  readonly to: (typeof managedForms)[number];
  readonly extensionUrl?: string;
  readonly extensionId: string;
  /** A file; without it the policy that this terminal has. */
  readonly policy?: string;
  readonly ca?: string;
  readonly caOut?: string;
  readonly unit?: string;
  readonly user?: string;
  readonly code?: string;
  readonly lists: boolean;
  /** `-`: standard output. */
  readonly out: string;
}

/** What the managed policies ask besides the form. */
export function addManagedOptions(command: Command): Command {
  return command
    .option('--extension-url <url>', 'Chromium: its update.xml; Firefox: its .xpi')
    .option('--extension-id <id>', 'Chromium: where it is packed with another key', chromiumId)
    .option('--policy <file>', 'the policy (also as [file]; normally what this terminal has)')
    .option('--ca <file>', "the authority's certificate (PEM); Firefox: where each machine has it")
    .option('--ca-out <file>', "writes this terminal's certificate, without its key")
    .option('--unit <unit>', 'for machines of one unit')
    .option('--user <id>', 'for the machine of one user')
    .option('--code <code>', 'a one-time code of enroll: good for one browser')
    .option('--no-lists', 'without URLBlocklist and URLAllowlist');
}

/** Says what stands in the way on stderr, and ends with 1 then. */
export async function exportManaged(options: ManagedOptions): Promise<void> {
  try {
    await exportPolicy(options);
  } catch (error) {
    const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
    if (sentence === null) throw error;
    process.stderr.write(`sekisho: ${sentence}\n`);
    process.exitCode = 1;
  }
}

async function exportPolicy(options: ManagedOptions): Promise<void> {
  const { to, out, extensionId, code } = options;
  const environment = readEnvironment();
  const resolve = (file: string) => path.resolve(environment.callerFolder, file);
  const { proxyPort, linkPort, home } = environment;
  const extensionUrl = webAddress(options.extensionUrl);
  checkId(extensionId);
  const policy = await policyFor(options.policy && resolve(options.policy), home);
  if (policy === null) return;
  noteReach(policy, extensionUrl);
  const own = path.join(pathsBelow(home).authority, authorityFile);
  if (options.caOut !== undefined) {
    const pem = await certificate(own);
    if (pem === null) throw new StartError(noCertificate(own));
    await writeFile(resolve(options.caOut), pem);
  }
  const common = { proxyPort, linkPort, extensionUrl, ...(code !== undefined && { code }) };

  if (to === 'firefox-managed') {
    const caFile = options.ca ?? (options.caOut === undefined ? null : resolve(options.caOut));
    if (caFile === null) {
      note(
        'Firefoxには認証局の証明書のファイルが要ります。--ca-out FILE で書き出すか、--ca FILE で各端末での場所を指定してください / Firefox needs the certificate as a file: write it by --ca-out FILE, or say by --ca FILE where each machine has it',
      );
    }
    return put(out, resolve, firefoxManaged({ ...common, caFile }));
  }
  const caFile = options.ca === undefined ? own : resolve(options.ca);
  const caPem = await certificate(caFile);
  if (caPem === null && options.ca !== undefined) throw new StartError(noCertificate(caFile));
  if (caPem === null) note(noCertificate(caFile));
  const { mode, services, destinations } = policy;
  const source = { mode, default: destinations.default, lists: destinations.lists ?? [], services };
  const relaxed = relaxLists(source, { person: personOf(options, policy), at: Date.now() });
  const made = options.lists
    ? urlLists(relaxed, listsLimit)
    : { URLBlocklist: [], URLAllowlist: [], left: [] };
  noteLeft(made.left);
  await put(out, resolve, chromiumManaged({ ...common, extensionId, caPem, lists: made }));
}

/** null where its problems have been told. */
async function policyFor(file: string | undefined, home: string): Promise<Policy | null> {
  if (file === undefined) {
    const held = await currentPolicy(pathsBelow(home).bundle);
    if (held !== null) return held;
    throw new StartError(
      'この端末にはまだポリシーがありません。--policy FILE で指定してください / this terminal has no policy yet: give one by --policy FILE',
    );
  }
  const { policy, problems } = await readPolicyFile(file);
  if (policy !== null) return policy;
  for (const problem of problems) process.stderr.write(problemLine(file, problem));
  process.exitCode = 1;
  return null;
}

function personOf({ user, unit }: ManagedOptions, policy: Policy): Person | null {
  if (user === undefined && unit === undefined) return null;
  const known = policy.users?.find(({ id }) => id === user);
  if (user !== undefined && policy.users !== undefined && known === undefined) {
    throw new StartError(
      `--user ${user}: ポリシーの users にありません / no user of the policy has this id`,
    );
  }
  const of = known?.unit ?? unit ?? null;
  if (of !== null && policy.units !== undefined && !policy.units.includes(of)) {
    throw new StartError(`--unit ${of}: ポリシーの units にありません / no unit of the policy`);
  }
  return { user: user ?? null, unit: of, terminal: null };
}

function checkId(id: string): void {
  if (/^[a-p]{32}$/.test(id)) return;
  throw new StartError(
    `--extension-id ${id}: 拡張機能のIDは a〜p の32文字です / an id is 32 letters from a to p`,
  );
}

function webAddress(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && ['http:', 'https:', 'file:'].includes(url.protocol)) return text;
  throw new StartError(
    `--extension-url ${text}: https:// か http:// か file:// で始まるURLにしてください / give a URL that begins with https://, http:// or file://`,
  );
}

/** null where there is none. */
async function certificate(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0];
  try {
    return pem === undefined ? null : `${new X509Certificate(pem).toString().trim()}\n`;
  } catch {
    return null;
  }
}

const noCertificate = (file: string): string =>
  `${file}: 認証局の証明書 (PEM) を読めません。一度 sekisho start を実行するか、--ca FILE で指定してください / no certificate (PEM) can be read there: run sekisho start once, or give one by --ca FILE`;

/** Before the extension is there nobody answers the proxy's 407. */
function noteReach(policy: Policy, url: string | null): void {
  if (url === null) {
    note(
      '--extension-url がないので、拡張機能は自動では入りません / without --extension-url the browser does not install the extension by itself',
    );
    return;
  }
  const parsed = parseDestination(url);
  if (!parsed.ok || !/^https?:/.test(url)) return;
  const asked = {
    destination: parsed.destination,
    user: null,
    unit: null,
    terminal: null,
    at: Date.now(),
  };
  if (decideWithoutCredential(compilePolicy(policy), asked, '') !== null) return;
  note(
    `${url} は destinations.withoutCredential にありません。拡張機能を入れられないので、書き足してください / ${url} is not among destinations.withoutCredential: add it, or the browser can never install the extension`,
  );
}

const note = (sentence: string): void => void process.stderr.write(`policy export: ${sentence}\n`);

const leftWords: Record<LeftReason, string> = {
  observe: 'observe では何も止めません / observe stops nothing',
  warns: '警告は拡張機能とプロキシが出します / warnings are the extension’s and the proxy’s',
  condition:
    '条件 (部署・時間など) はブラウザーでは判断できません / its conditions cannot be told here',
  'not-begun': 'まだ始まっていません / it has not begun',
  ends: '終わりの日をブラウザーでは判断できません / its end cannot be told here',
  feed: 'フィードはプロキシが判断します / feeds are the proxy’s',
  glob: 'glob はフィルターでは書けません / a glob cannot be written as a filter',
  host: 'ホストがブラウザーでは判断できません / its host cannot be told here',
  path: 'パスがブラウザーでは判断できません / its path cannot be told here',
  outranked:
    '広げて書いた許可に勝ってしまいます / it would win over an allow that had to be widened',
  limit: '1,000件を超えました / there are more than 1,000',
};
const toldAtMost = 100;

function noteLeft(left: readonly Left[]): void {
  for (const { rule, why } of left.slice(0, toldAtMost)) {
    note(`${rule}: プロキシに任せます / left to the proxy: ${leftWords[why]}`);
  }
  const more = left.length - toldAtMost;
  if (more > 0) note(`ほかに ${more} 件 / and ${more} more`);
  if (left.some(({ why }) => why === 'limit')) process.exitCode = 1;
}

async function put(out: string, resolve: (file: string) => string, value: object): Promise<void> {
  if (out === '-') return void process.stdout.write(`${JSON.stringify(value)}\n`);
  await writeFile(resolve(out), `${JSON.stringify(value, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify({ out })}\n`);
}
