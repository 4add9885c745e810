import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumManaged, listsLimit } from '../../../proxy/browser/chromium-managed.ts';
import { urlListLimit } from '../../../shared/policy/url-lists.ts';
import { chromiumId } from '../../../shared/protocol/extension-identity.ts';
import { openSiteAuthority, type SiteAuthority } from '../../support/site-authority.ts';

const lists = { URLBlocklist: ['https://*'], URLAllowlist: ['go.jp'] };
const city = {
  proxyPort: 3128,
  linkPort: 3129,
  extensionId: chromiumId,
  extensionUrl: 'https://hub.example/update.xml',
  caPem: null,
  lists,
};

describe('managed policies for Chromium', () => {
  let authority: SiteAuthority;
  beforeAll(async () => {
    authority = await openSiteAuthority();
  });
  afterAll(() => authority[Symbol.asyncDispose]());

  it('lead everything through the proxy but the link', () => {
    expect(chromiumManaged(city).ProxySettings).toEqual({
      ProxyMode: 'fixed_servers',
      ProxyServer: 'http://127.0.0.1:3128',
      ProxyBypassList: '<-loopback>;127.0.0.1:3129',
    });
  });

  it('trust the authority', () => {
    const { CACertificates = [] } = chromiumManaged({ ...city, caPem: authority.caPem });
    const [certificate = ''] = CACertificates;
    const { subject } = new X509Certificate(Buffer.from(certificate, 'base64'));
    expect(subject).toMatch(/Sekisho/);
    expect(chromiumManaged(city)).not.toHaveProperty('CACertificates');
  });

  it('force the extension, and take no other', () => {
    expect(chromiumManaged(city).ExtensionSettings).toEqual({
      '*': { installation_mode: 'blocked' },
      [chromiumId]: {
        installation_mode: 'force_installed',
        update_url: 'https://hub.example/update.xml',
      },
    });
  });

  it('let the extension be installed by hand where its place is not known', () => {
    const { ExtensionSettings } = chromiumManaged({ ...city, extensionUrl: null });
    expect(ExtensionSettings[chromiumId]).toEqual({ installation_mode: 'allowed' });
  });

  it('tell the extension where the link is, and a code where there is one', () => {
    const linkUrl = 'http://127.0.0.1:3129';
    const told = (code?: string) =>
      chromiumManaged({ ...city, ...(code && { code }) })['3rdparty'].extensions[chromiumId];
    expect(told()).toEqual({ linkUrl, proxyPort: 3128 });
    expect(told('abc')).toEqual({ linkUrl, proxyPort: 3128, code: 'abc' });
  });

  it('block files and data beside what the policy blocks, within what Chromium reads', () => {
    const { URLBlocklist, URLAllowlist } = chromiumManaged(city);
    expect(URLBlocklist).toEqual(['file://*', 'data://*', 'https://*']);
    expect(URLAllowlist).toEqual(['go.jp']);
    expect(listsLimit + 2).toBe(urlListLimit);
  });

  it('close the other ways', () => {
    expect(chromiumManaged(city)).toMatchObject({
      DnsOverHttpsMode: 'off',
      QuicAllowed: false,
      WebRtcIPHandling: 'disable_non_proxied_udp',
      IncognitoModeAvailability: 1,
      BrowserGuestModeEnabled: false,
      BrowserSignin: 0,
      SyncDisabled: true,
      RemoteDebuggingAllowed: false,
      DefaultFileSystemReadGuardSetting: 2,
      DefaultFileSystemWriteGuardSetting: 2,
      DefaultWebUsbGuardSetting: 2,
      DefaultSerialGuardSetting: 2,
      ScreenCaptureAllowed: false,
    });
  });
});
