/** What the managed policies of both browsers say of the same city. */
export interface ManagedBrowser {
  readonly proxyPort: number;
  readonly linkPort: number;
  /** Where the browser gets the extension: Chromium its update.xml, Firefox the .xpi. null: by hand. */
  readonly extensionUrl: string | null;
  /** Good for one browser: only where the policy is for one. */
  readonly code?: string;
}

/** The extension's managed storage: extension/public/managed_schema.json. */
export function extensionSettings({ proxyPort, linkPort, code }: ManagedBrowser) {
  return {
    linkUrl: `http://127.0.0.1:${linkPort}`,
    proxyPort,
    ...(code !== undefined && { code }),
  };
}

/**
 * Nobody installs another extension: it could see what people type, or answer in our place.
 * @param key what the browser calls the address that it installs from
 */
export function extensionsAllowed(id: string, url: string | null, key: string) {
  return {
    '*': { installation_mode: 'blocked' },
    [id]:
      url === null
        ? { installation_mode: 'allowed' }
        : { installation_mode: 'force_installed', [key]: url },
  };
}
