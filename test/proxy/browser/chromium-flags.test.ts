import { describe, expect, it } from 'vitest';
import { chromiumFlags, type GuardedChromium } from '../../../proxy/browser/chromium-flags.ts';

const options: GuardedChromium = {
  profile: '/home/.sekisho/browser/chromium/profile',
  extension: '/home/.sekisho/browser/chromium/extension',
  proxyPort: 3128,
  linkPort: 3129,
  authoritySpki: 'c3BraQ==',
  language: 'ja',
  headless: false,
  sandbox: true,
};

describe('the flags of a guarded Chromium', () => {
  const flags = chromiumFlags(options);

  it.each([
    ['everything goes to the proxy', '--proxy-server=http://127.0.0.1:3128'],
    ['loopback as well, but for the link', '--proxy-bypass-list=<-loopback>;127.0.0.1:3129'],
    ['nothing goes by QUIC', '--disable-quic'],
    [
      'nothing goes by WebRTC past the proxy',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    ],
    ['the extension is there', `--load-extension=${options.extension}`],
    ['and no other', `--disable-extensions-except=${options.extension}`],
    ['the profile is its own', `--user-data-dir=${options.profile}`],
    ['the terminal’s authority is trusted', '--ignore-certificate-errors-spki-list=c3BraQ=='],
  ])('%s', (_, flag) => {
    expect(flags).toContain(flag);
  });

  it('keep the sandbox and the window unless told otherwise', () => {
    expect(flags.join(' ')).not.toMatch(/--no-sandbox|--headless/);
    const bare = chromiumFlags({ ...options, sandbox: false, headless: true });
    expect(bare).toContain('--no-sandbox');
    expect(bare).toContain('--headless=new');
  });

  it('never switch certificate checks off', () => {
    expect(flags).not.toContain('--ignore-certificate-errors');
  });
});
