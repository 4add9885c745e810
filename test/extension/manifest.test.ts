import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentScripts, hostPermissions, permissions } from '../../extension/manifest.ts';
import { builds, buildWhenStale, projectRoot } from '../../proxy/platform/build.ts';
import { chromiumId, chromiumKey, geckoId } from '../../shared/protocol/extension-identity.ts';

interface Manifest {
  manifest_version: number;
  permissions: string[];
  host_permissions?: string[];
  optional_permissions?: string[];
  web_accessible_resources?: unknown;
  externally_connectable?: unknown;
  content_scripts?: unknown;
  message_serialization?: string;
  browser_specific_settings?: { gecko: { id: string } };
  content_security_policy: string | { extension_pages: string };
  default_locale: string;
  key?: string;
  storage?: { managed_schema: string };
}

async function builtManifest(build: { output: string }): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(projectRoot, build.output), 'utf8'));
}

describe('the built manifests', () => {
  let chromium: Manifest;
  let firefox: Manifest;
  beforeAll(async () => {
    await buildWhenStale(builds.chromium);
    await buildWhenStale(builds.firefox);
    chromium = await builtManifest(builds.chromium);
    firefox = await builtManifest(builds.firefox);
  }, 120_000);

  it('ask Chromium for the written permissions and no others', () => {
    expect(chromium.manifest_version).toBe(3);
    expect(chromium.permissions.toSorted()).toEqual(permissions.chrome.toSorted());
    expect(chromium.host_permissions?.toSorted()).toEqual(hostPermissions.toSorted());
    expect(chromium.optional_permissions).toBeUndefined();
  });

  it('ask Firefox for the written permissions and no others', () => {
    expect(firefox.manifest_version).toBe(2);
    expect(firefox.permissions.toSorted()).toEqual(
      [...permissions.firefox, ...hostPermissions].toSorted(),
    );
    expect(firefox.optional_permissions).toBeUndefined();
  });

  it('make nothing accessible to web pages', () => {
    for (const manifest of [chromium, firefox]) {
      expect(manifest.web_accessible_resources).toBeUndefined();
      expect(manifest.externally_connectable).toBeUndefined();
    }
  });

  it('run the guard in every frame of web pages, and nothing else', () => {
    for (const manifest of [chromium, firefox]) {
      expect(manifest.content_scripts).toEqual(contentScripts);
    }
    // Without this a file would reach the background as an empty object.
    expect(chromium.message_serialization).toBe('structured_clone');
  });

  it('keep the guard small', async () => {
    for (const build of [builds.chromium, builds.firefox]) {
      const folder = path.join(projectRoot, path.dirname(build.output));
      for (const script of ['guard.js', 'guard-page.js']) {
        expect((await readFile(path.join(folder, script))).length).toBeLessThan(44_000);
      }
    }
  });

  it('run own scripts only, and call the link only', () => {
    for (const { content_security_policy: policy } of [chromium, firefox]) {
      const text = typeof policy === 'string' ? policy : policy.extension_pages;
      expect(text).toContain("default-src 'none'; script-src 'self'");
      expect(text).toContain("connect-src 'self' http://127.0.0.1:*;");
      expect(text).toContain("frame-ancestors 'none'");
    }
  });

  it('have the same names on every machine', () => {
    expect(firefox.browser_specific_settings?.gecko.id).toBe(geckoId);
    expect(chromium.key).toBe(chromiumKey);
    const hash = createHash('sha256').update(Buffer.from(chromiumKey, 'base64')).digest('hex');
    const letters = hash
      .slice(0, 32)
      .replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(parseInt(digit, 16)));
    expect(letters).toBe(chromiumId);
    expect(chromium.storage?.managed_schema).toBe('managed_schema.json');
    expect(chromium.default_locale).toBe('ja');
  });
});
