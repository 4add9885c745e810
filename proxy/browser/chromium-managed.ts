/**
 * Managed policies for Chromium, Chrome and Edge: the way through the proxy, and every other way
 * closed. Names and values are Chromium's own (chromeenterprise.google/policies).
 */
import { X509Certificate } from 'node:crypto';
import { urlListLimit } from '../../shared/policy/url-lists.ts';
import { extensionSettings, extensionsAllowed, type ManagedBrowser } from './managed.ts';

/** Ways past the proxy, and past whoever looks at uploads. */
const closings = {
  // Names are the proxy's to resolve; what is asked elsewhere is seen by nobody.
  DnsOverHttpsMode: 'off',
  QuicAllowed: false,
  // The gateway compares the name in a TLS greeting with the tunnel's.
  EncryptedClientHelloEnabled: false,
  WebRtcIPHandling: 'disable_non_proxied_udp',
  // A connection on a guess is seen by no extension.
  NetworkPredictionOptions: 2,
  // Profiles and windows that the extension is not in, or that somebody else looks after.
  IncognitoModeAvailability: 1,
  BrowserGuestModeEnabled: false,
  BrowserAddPersonEnabled: false,
  ProfilePickerOnStartupAvailability: 1,
  BrowserSignin: 0,
  SyncDisabled: true,
  // Programs that drive the browser, and windows that show the extension's inside.
  RemoteDebuggingAllowed: false,
  DeveloperToolsAvailability: 0,
  // Ways of a page to files and devices that no guard sees.
  DefaultFileSystemReadGuardSetting: 2,
  DefaultFileSystemWriteGuardSetting: 2,
  DefaultWebUsbGuardSetting: 2,
  DefaultWebHidGuardSetting: 2,
  DefaultWebBluetoothGuardSetting: 2,
  DefaultSerialGuardSetting: 2,
  ScreenCaptureAllowed: false,
  // The browser's own services that take a page's content along.
  TranslateEnabled: false,
  SpellCheckServiceEnabled: false,
  BackgroundModeEnabled: false,
} as const;

/** Pages that no proxy sees. */
const unseenPages = ['file://*', 'data://*'];

export interface ManagedChromium extends ManagedBrowser {
  readonly extensionId: string;
  readonly caPem: string | null;
  /** Filters, at most `listsLimit` of each. */
  readonly lists: {
    readonly URLBlocklist: readonly string[];
    readonly URLAllowlist: readonly string[];
  };
}

/** What a list may hold of the policy's. */
export const listsLimit = urlListLimit - unseenPages.length;

export function chromiumManaged(options: ManagedChromium) {
  const { proxyPort, linkPort, extensionId, extensionUrl, caPem, lists } = options;
  return {
    ProxySettings: {
      ProxyMode: 'fixed_servers',
      ProxyServer: `http://127.0.0.1:${proxyPort}`,
      // `<-loopback>`: loopback goes through the proxy as well. The link alone is reached directly.
      ProxyBypassList: `<-loopback>;127.0.0.1:${linkPort}`,
    },
    ...(caPem !== null && {
      CACertificates: [new X509Certificate(caPem).raw.toString('base64')],
    }),
    ExtensionSettings: extensionsAllowed(extensionId, extensionUrl, 'update_url'),
    '3rdparty': { extensions: { [extensionId]: extensionSettings(options) } },
    URLBlocklist: [...unseenPages, ...lists.URLBlocklist],
    URLAllowlist: [...lists.URLAllowlist],
    ...closings,
  };
}
