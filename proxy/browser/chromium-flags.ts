/** The command line of a guarded Chromium with a profile of its own. */
export interface GuardedChromium {
  readonly profile: string;
  /** Folder of the unpacked extension. */
  readonly extension: string;
  readonly proxyPort: number;
  readonly linkPort: number;
  /** Base64: the public key of the terminal's own authority, which this profile trusts. */
  readonly authoritySpki: string;
  readonly language: string;
  readonly headless: boolean;
  /** Chromium does not run its sandbox as root. */
  readonly sandbox: boolean;
}

export function chromiumFlags(options: GuardedChromium): string[] {
  return [
    `--user-data-dir=${options.profile}`,
    `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
    // `<-loopback>`: loopback goes through the proxy as well. The link alone is reached directly.
    `--proxy-bypass-list=<-loopback>;127.0.0.1:${options.linkPort}`,
    `--load-extension=${options.extension}`,
    `--disable-extensions-except=${options.extension}`,
    '--disable-features=DisableLoadExtensionCommandLineSwitch',
    // Trust for this profile alone, without touching the system's store.
    `--ignore-certificate-errors-spki-list=${options.authoritySpki}`,
    '--disable-quic',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--no-first-run',
    '--no-default-browser-check',
    `--lang=${options.language}`,
    `--accept-lang=${options.language}`,
    ...(options.headless ? ['--headless=new'] : []),
    ...(options.sandbox ? [] : ['--no-sandbox']),
    // The extension opens the first page itself, when it is ready to answer the proxy.
    'about:blank',
  ];
}
