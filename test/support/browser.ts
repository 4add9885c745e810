/**
 * Real browsers for tests: Debian's Chromium and Firefox ESR, headless, closed by `await using`.
 * Both come without the network services that browsers start by themselves.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

export const chromiumBinary = '/usr/lib/chromium/chromium';
export const firefoxBinary = '/usr/lib/firefox-esr/firefox-esr';

export interface LaunchOptions {
  /** `127.0.0.1:3128`: everything but `bypass` goes there, loopback as well. */
  proxy?: string;
  /** Hosts (with a port, if you like) that the browser reaches directly, e.g. `['127.0.0.1:3129']`. */
  bypass?: string[];
  /** Folder of an unpacked extension, e.g. `.output/chrome-mv3`. */
  extension?: string;
  /** Language of browser and pages. Firefox has English only. */
  language?: string;
  /** More flags of the command line. */
  args?: string[];
  /** Runs the browser's own binary with the arguments that it gets. */
  executable?: string;
  /** Kept when given; otherwise a new one, removed at the end. */
  userDataDir?: string;
  /**
   * Files with Japanese names can be chosen: Chromium opens them in a locale that the machine has
   * alone, which is hardly `language`; its own words are English then.
   */
  anyFileName?: boolean;
  /** Any certificate will do (Firefox: it has no other way in without a managed policy). */
  anyCertificate?: boolean;
  /** More preferences (Firefox). */
  preferences?: Record<string, string | number | boolean>;
}

/** Chromium by CDP over a pipe. The extension is installed before this returns. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const language = options.language ?? 'ja';
  const proxy = options.proxy && [
    `--proxy-server=${options.proxy}`,
    `--proxy-bypass-list=${['<-loopback>', ...(options.bypass ?? [])].join(';')}`,
  ];
  const browser = await puppeteer.launch({
    executablePath: options.executable ?? chromiumBinary,
    headless: true,
    pipe: true,
    enableExtensions: true,
    ...(options.userDataDir && { userDataDir: options.userDataDir }),
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
    env: {
      ...process.env,
      LANGUAGE: language,
      ...(options.anyFileName ? { LC_ALL: 'C.UTF-8' } : { LANG: `${language}.UTF-8` }),
    },
    args: [
      '--no-sandbox',
      '--no-first-run',
      '--disable-quic',
      '--disable-sync',
      '--disable-component-update',
      `--lang=${language}`,
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE *.localhost',
      ...(proxy ?? []),
      ...(options.args ?? []),
    ],
  });
  if (options.extension) await installInChromium(browser, options.extension);
  return browser;
}

/** Until its worker runs, an extension hears of no request: no 407 would be answered. */
async function installInChromium(browser: Browser, folder: string): Promise<void> {
  const id = await browser.installExtension(folder);
  const worker = await browser.waitForTarget(
    (target) =>
      target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`),
  );
  await (await worker.worker())?.evaluate(() => true);
}

/**
 * Firefox by WebDriver BiDi. A `goto` that ends on a moz-extension:// page hangs until its time
 * limit although the page shows: give it a short one, then read the title.
 */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Browser> {
  const profile =
    options.userDataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'sekisho-firefox-')));
  const [host, port] = options.proxy?.split(':') ?? [];
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executable ?? firefoxBinary,
    headless: true,
    acceptInsecureCerts: options.anyCertificate ?? false,
    userDataDir: profile,
    args: options.args ?? [],
    // Only with this does Firefox listen to the preference about its own service, below.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: {
      'network.proxy.allow_hijacking_localhost': true,
      // With that, Firefox 140 asks the machine's resolver for names under .localhost.
      'network.dns.native-is-localhost': true,
      // A connection opened on a guess would be a decision of its own.
      'network.http.speculative-parallel-limit': 0,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'extensions.autoDisableScopes': 0,
      // Firefox's own service: its 407 is shown to no extension, and asks the person instead.
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'app.update.auto': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'intl.accept_languages': options.language ?? 'ja',
      ...(host &&
        port && {
          'network.proxy.type': 1,
          'network.proxy.http': host,
          'network.proxy.http_port': Number(port),
          'network.proxy.ssl': host,
          'network.proxy.ssl_port': Number(port),
          'network.proxy.no_proxies_on': (options.bypass ?? []).join(','),
        }),
      ...options.preferences,
    },
  });
  if (options.userDataDir === undefined) {
    browser.process()?.once('exit', () => void rm(profile, { recursive: true, force: true }));
  }
  if (options.extension) await browser.installExtension(options.extension);
  return browser;
}
