import { createCipheriv, hash, pbkdf2Sync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readEntryLocks } from '../../../../proxy/inspection/decryption/open-document-keys.ts';
import { individual, inspect, zipOf } from '../build-documents.ts';
import { paragraphsOf } from '../build-open-document.ts';

const password = 'ひみつ1234';
const number = individual();
const salt = Buffer.alloc(16, 7);
const vector = Buffer.alloc(16, 9);

interface Kind {
  readonly bits?: 128 | 192 | 256;
  readonly start?: 'sha1' | 'sha256';
  readonly derivation?: string;
  readonly iterations?: number;
  readonly doctype?: string;
}

const startNames = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2000/09/xmldsig#sha256',
} as const;
const namespace = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';

/** As programs write it: deflated, then encrypted, its padding counted in the last byte. */
async function encrypted(content: string, kind: Kind = {}): Promise<Uint8Array> {
  const {
    bits = 256,
    start = 'sha256',
    derivation = 'PBKDF2',
    iterations = 10,
    doctype = '',
  } = kind;
  const packed = deflateRawSync(content);
  const key = pbkdf2Sync(hash(start, password, 'buffer'), salt, iterations, bits / 8, 'sha1');
  const cipher = createCipheriv(`aes-${bits}-cbc`, key, vector);
  const sealed = Buffer.concat([cipher.update(packed), cipher.final()]);
  const check = hash(start, packed.subarray(0, 1024), 'base64');
  const manifest = `<?xml version="1.0"?>${doctype}<manifest:manifest xmlns:manifest="${namespace}">
    <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
    <manifest:file-entry manifest:full-path="content.xml" manifest:size="${Buffer.byteLength(content)}">
      <manifest:encryption-data manifest:checksum-type="${namespace}#${start}-1k" manifest:checksum="${check}">
        <manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes${bits}-cbc" manifest:initialisation-vector="${vector.toString('base64')}"/>
        <manifest:start-key-generation manifest:start-key-generation-name="${startNames[start]}" manifest:key-size="32"/>
        <manifest:key-derivation manifest:key-derivation-name="${derivation}" manifest:key-size="${bits / 8}" manifest:iteration-count="${iterations}" manifest:salt="${salt.toString('base64')}"/>
      </manifest:encryption-data>
    </manifest:file-entry>
    <manifest:file-entry manifest:full-path="meta.xml"/>
  </manifest:manifest>`;
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': sealed,
    'META-INF/manifest.xml': manifest,
  });
}

const content = paragraphsOf(`個人番号 ${number}`);

describe('an encrypted OpenDocument', () => {
  it.each<[string, Kind]>([
    ['with 256 bits', {}],
    ['with 128 bits and SHA-1', { bits: 128, start: 'sha1' }],
    ['with 192 bits', { bits: 192 }],
    [
      'whose manifest has a document type',
      {
        doctype:
          '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">',
      },
    ],
  ])('is opened by its password: %s', async (_, kind) => {
    const report = await inspect(await encrypted(content, kind), { password });
    expect(report).toMatchObject({ type: 'odt', inspected: true });
    expect(report.findings.map((each) => each.kind)).toEqual(['individual-number']);
  });

  it.each<[string, string | undefined, Kind, string]>([
    ['without a password', undefined, {}, 'wanted'],
    ['with another one', 'x', {}, 'wrong'],
    ['of a way that is not known', password, { derivation: 'urn:argon2id' }, 'useless'],
    ['of more rounds than anybody takes', password, { iterations: 2_000_000 }, 'useless'],
  ])('is told as encrypted: %s', async (_, given, kind, lock) => {
    const few = { ...kind, iterations: Math.min(kind.iterations ?? 10, 10) };
    const made = kind.iterations === undefined ? few : kind;
    const report = await inspect(
      await encrypted(content, made),
      given === undefined ? {} : { password: given },
    );
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock, findings: [] });
  });

  it('has a lock for each of its encrypted entries, and for no other', () => {
    expect([...readEntryLocks('<a><file-entry full-path="x"/></a>').keys()]).toEqual([]);
    const one = '<file-entry full-path="x"><encryption-data/></file-entry>';
    expect([...readEntryLocks(`<a>${one}<file-entry full-path="y"/></a>`)]).toEqual([['x', null]]);
  });
});
