/**
 * policies.json for Firefox (ESR): the way through the proxy, and every other way closed. Names and
 * values are Firefox's own (mozilla.github.io/policy-templates).
 */
import { geckoId } from '../../shared/protocol/extension-identity.ts';
import { extensionSettings, extensionsAllowed, type ManagedBrowser } from './managed.ts';

const locked = <T>(Value: T) => ({ Value, Status: 'locked' });

/** Ways past the proxy, and past whoever looks at uploads. */
const closings = {
  DNSOverHTTPS: { Enabled: false, Locked: true },
  // The gateway compares the name in a TLS greeting with the tunnel's.
  DisableEncryptedClientHello: true,
  NetworkPrediction: false,
  DefaultSerialGuardSetting: 2,
  // Profiles and windows that the extension is not in, or that somebody else looks after.
  DisablePrivateBrowsing: true,
  DisableFirefoxAccounts: true,
  DisableProfileRefresh: true,
  DisableSafeMode: true,
  BlockAboutProfiles: true,
  BlockAboutConfig: true,
  // Windows that show the extension's inside, and programs that drive the browser.
  DisableDeveloperTools: true,
  // Studies and telemetry are traffic that nobody asked for.
  DisableFirefoxStudies: true,
  DisableTelemetry: true,
  GenerativeAI: { Enabled: false, Locked: true },
  TranslateEnabled: false,
  // Pages that no proxy sees.
  WebsiteFilter: { Block: ['file:///*'] },
} as const;

const preferences = {
  // Loopback goes through the proxy as well.
  'network.proxy.allow_hijacking_localhost': true,
  // Where the proxy does not answer, nothing does.
  'network.proxy.failover_direct': false,
  'network.http.http3.enable': false,
  'network.prefetch-next': false,
  'network.http.speculative-parallel-limit': 0,
  'media.peerconnection.ice.proxy_only': true,
  'media.getdisplaymedia.enabled': false,
  'dom.webmidi.enabled': false,
} as const;

export interface ManagedFirefox extends ManagedBrowser {
  /** Where each machine has the authority's certificate. */
  readonly caFile: string | null;
}

export function firefoxManaged(options: ManagedFirefox) {
  const { proxyPort, linkPort, extensionUrl, caFile } = options;
  return {
    policies: {
      Proxy: {
        Mode: 'manual',
        Locked: true,
        HTTPProxy: `127.0.0.1:${proxyPort}`,
        UseHTTPProxyForAllProtocols: true,
        Passthrough: `127.0.0.1:${linkPort}`,
      },
      ...(caFile !== null && { Certificates: { Install: [caFile] } }),
      ExtensionSettings: extensionsAllowed(geckoId, extensionUrl, 'install_url'),
      '3rdparty': { Extensions: { [geckoId]: extensionSettings(options) } },
      ...closings,
      Preferences: Object.fromEntries(
        Object.entries(preferences).map(([name, value]) => [name, locked(value)]),
      ),
    },
  };
}
