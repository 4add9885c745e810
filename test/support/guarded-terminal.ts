/**
 * One person's browser with the extension, behind link and gateway, with a site and without a hub:
 * what the extension sees of a terminal. Gateway and link can go away and come back on their ports.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { copyExtension, type Language } from '../../proxy/browser/extension-copy.ts';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { type GatewayOptions, startGateway } from '../../proxy/gateway/gateway.ts';
import type { DraftHub } from '../../proxy/link/hub-link.ts';
import { type LinkOptions, startLink } from '../../proxy/link/link.ts';
import { projectRoot } from '../../proxy/platform/build.ts';
import type { DecisionRecord } from '../../shared/audit/record.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import { launchChromium, launchFirefox } from './browser.ts';
import { contentOptions } from './content-options.ts';
import { freePorts } from './free-port.ts';
import {
  hubStandIn,
  policyState,
  type RunningLink,
  smallPolicy,
  startTestLink,
} from './running-link.ts';
import { startSite } from './site.ts';

export type BrowserName = 'Chromium' | 'Firefox';
export const browserNames: readonly BrowserName[] = ['Chromium', 'Firefox'];

export interface GuardedTerminal extends AsyncDisposable {
  readonly browser: Browser;
  readonly link: RunningLink;
  readonly hub: ReturnType<typeof hubStandIn>;
  readonly sitePort: number;
  /** In an open zone, with nobody there. */
  readonly closedPort: number;
  /** Publishes revision n + 1 with these entries allowed. */
  allow(...entries: string[]): void;
  /** Proxy and link stop answering. */
  silence(): Promise<void>;
  speak(): Promise<void>;
  /** Decisions on record: of the extension (early), or of the gateway. */
  decided(source: DecisionRecord['source']): DecisionRecord[];
  visit(page: Page, url: string): Promise<void>;
}

export async function startGuardedTerminal(options: {
  name: BrowserName;
  language?: Language;
  /** Without it nobody is enrolled. */
  enrolled?: boolean;
  windowSize?: string;
  /** More ports on loopback that are open, and more of the policy. */
  ports?: readonly number[];
  policy?: object;
  /** Answers in place of the stand-in. */
  hub?: LinkOptions['hub'];
  /** Keeps the drafts. */
  draftHub?: DraftHub;
  /** Inspects in processes of its own; without it in this one. */
  pool?: LinkOptions['pool'];
  /** More of the gateway. */
  gateway?: Partial<GatewayOptions>;
}): Promise<GuardedTerminal> {
  const { name, language = 'ja', enrolled = true, ports: more = [] } = options;
  await using stack = new AsyncDisposableStack();
  const site = stack.use(await startSite('市のページ'));
  const hub = hubStandIn();
  const made = stack.use(
    await startTestLink({
      hub: options.hub ?? hub,
      ...(options.pool && { pool: options.pool }),
      ...(options.draftHub && { draftHub: options.draftHub }),
    }),
  );
  const [closedPort = 0] = await freePorts(1);
  let revision = 1;
  const allow = (...entries: string[]) => {
    const policy = cityPolicy([site.port, closedPort, ...more], entries, options.policy);
    made.policy.swap(policyState(++revision, policy));
  };
  allow('city.localhost');

  const {
    credentials,
    policy,
    recent,
    acknowledgements,
    audit,
    log,
    held,
    opened,
    keys,
    copies,
    approvals,
  } = made.options;
  const authority = await openAuthority(path.join(made.folder, 'authority'));
  let link = await startLink({ ...made.options, port: 0 });
  const startProxy = (port: number) =>
    startGateway({
      host: '127.0.0.1',
      port,
      terminal: made.options.terminal,
      policy: policy.current,
      credentials,
      audit: audit as Parameters<typeof startGateway>[0]['audit'],
      recent,
      acknowledged: acknowledgements.covers,
      authority,
      content: contentOptions({
        keys,
        opened,
        takeAcknowledged: held.take,
        copyOf: copies.originOf,
        takeApproved: approvals.take,
      }),
      ownPorts: [],
      log,
      ...options.gateway,
    });
  let proxy = await startProxy(0);
  stack.defer(() => link[Symbol.asyncDispose]());
  stack.defer(() => proxy[Symbol.asyncDispose]());
  const ports = { link: link.port, proxy: proxy.port };

  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-extension-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const built = name === 'Chromium' ? 'chrome-mv3' : 'firefox-mv2';
  const code = enrolled ? await made.code({ shared: true }) : '';
  const enrolment = { linkUrl: `http://127.0.0.1:${ports.link}`, proxyPort: ports.proxy, code };
  await copyExtension({
    from: path.join(projectRoot, '.output', built),
    to: folder,
    language,
    enrolment: enrolled ? enrolment : { ...enrolment, code: ' ' },
  });
  const launch = name === 'Chromium' ? launchChromium : launchFirefox;
  const browser = await launch({
    proxy: `127.0.0.1:${ports.proxy}`,
    bypass: [`127.0.0.1:${ports.link}`],
    extension: folder,
    language,
    anyFileName: true,
  });
  stack.defer(() => browser.close());
  const ending = stack.move();

  return {
    browser,
    link: made,
    hub,
    sitePort: site.port,
    closedPort,
    allow,
    async silence() {
      await proxy[Symbol.asyncDispose]();
      await link[Symbol.asyncDispose]();
    },
    async speak() {
      link = await startLink({ ...made.options, port: ports.link });
      proxy = await startProxy(ports.proxy);
    },
    decided: (source) =>
      made.audit.records.filter(
        (each): each is DecisionRecord => each.type === 'decision' && each.source === source,
      ),
    async visit(page, url) {
      // What ends on a page of the extension is never told to Firefox's driver.
      await page.goto(url, { timeout: 3_000, waitUntil: 'domcontentloaded' }).catch(() => null);
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

function cityPolicy(ports: readonly number[], entries: string[], changes = {}): Policy {
  return smallPolicy({
    zones: {
      closed: ['10.0.0.0/8', '127.0.0.0/8'],
      open: ports.map((port) => `127.0.0.1:${port}`),
    },
    contacts: { helpdesk: { title: '情報政策課', phone: '内線 1234' } },
    destinations: {
      default: 'block',
      lists: [
        {
          id: 'public-bodies',
          title: '国・自治体',
          action: 'allow',
          owner: '情報政策課',
          reason: '業務で使う公共サイト',
          clause: '7-3-ウ',
          entries,
        },
        {
          id: 'games',
          title: '遊びのサイト',
          action: 'block',
          owner: '情報政策課',
          reason: '業務に関係がない',
          clause: '7-3-ウ',
          entries: ['games.localhost'],
        },
      ],
    },
    ...changes,
  });
}
