import { describe, expect, it } from 'vitest';
import { firefoxManaged } from '../../../proxy/browser/firefox-managed.ts';
import { geckoId } from '../../../shared/protocol/extension-identity.ts';

const city = {
  proxyPort: 3128,
  linkPort: 3129,
  extensionUrl: 'https://hub.example/sekisho.xpi',
  caFile: '/etc/sekisho/authority.pem',
};

describe('policies.json for Firefox', () => {
  const { policies } = firefoxManaged(city);

  it('leads everything through the proxy but the link, and locks it', () => {
    expect(policies.Proxy).toEqual({
      Mode: 'manual',
      Locked: true,
      HTTPProxy: '127.0.0.1:3128',
      UseHTTPProxyForAllProtocols: true,
      Passthrough: '127.0.0.1:3129',
    });
    expect(policies.Preferences).toMatchObject({
      'network.proxy.allow_hijacking_localhost': { Value: true, Status: 'locked' },
      'network.proxy.failover_direct': { Value: false, Status: 'locked' },
    });
  });

  it('trusts the authority where each machine has it', () => {
    expect(policies.Certificates).toEqual({ Install: ['/etc/sekisho/authority.pem'] });
    expect(firefoxManaged({ ...city, caFile: null }).policies).not.toHaveProperty('Certificates');
  });

  it('forces the extension, takes no other, and tells it where the link is', () => {
    expect(policies.ExtensionSettings).toEqual({
      '*': { installation_mode: 'blocked' },
      [geckoId]: { installation_mode: 'force_installed', install_url: city.extensionUrl },
    });
    expect(policies['3rdparty'].Extensions[geckoId]).toEqual({
      linkUrl: 'http://127.0.0.1:3129',
      proxyPort: 3128,
    });
  });

  it('closes the other ways', () => {
    expect(policies).toMatchObject({
      DNSOverHTTPS: { Enabled: false, Locked: true },
      DisablePrivateBrowsing: true,
      DisableFirefoxAccounts: true,
      DisableSafeMode: true,
      BlockAboutConfig: true,
      BlockAboutProfiles: true,
      DisableDeveloperTools: true,
      WebsiteFilter: { Block: ['file:///*'] },
    });
    expect(Object.keys(policies.Preferences)).toEqual(
      expect.arrayContaining([
        'network.http.http3.enable',
        'media.peerconnection.ice.proxy_only',
        'media.getdisplaymedia.enabled',
      ]),
    );
  });
});
