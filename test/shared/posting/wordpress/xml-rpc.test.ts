import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../../../shared/posting/content/content.ts';
import { xmlRpcMethod, xmlRpcPostings } from '../../../../shared/posting/wordpress/xml-rpc.ts';

const value = (text: string) => `<value><string>${text}</string></value>`;
const contentOf = (method: string, params: string[]) =>
  readContent({
    contentType: 'text/xml',
    query: '',
    body: new TextEncoder().encode(
      `<methodCall><methodName>${method}</methodName><params>${params.map((each) => `<param>${each}</param>`).join('')}</params></methodCall>`,
    ),
  });
const struct = value('').replace(
  /<string>.*<\/string>/,
  `<struct><member><name>post_title</name>${value('題')}</member></struct>`,
);

describe('XML-RPC of WordPress', () => {
  it.each([
    ['wp.newPost', ['1', 'koho', 'geheim', struct]],
    ['wp.editPost', ['1', 'koho', 'geheim', '5', struct]],
    ['wp.editPage', ['1', '5', 'koho', 'geheim', struct]],
    ['metaWeblog.editPost', ['5', 'koho', 'geheim', struct]],
    ['wp.newComment', ['1', 'koho', 'geheim', '5', struct]],
    ['wp.newPost', ['1', 'koho', 'geheim']],
    ['blogger.newPost', ['key', '1', 'koho', 'geheim', '文']],
    ['blogger.deletePost', ['key', '5', 'koho', 'geheim']],
    ['wp.setOptions', ['1', 'koho', 'geheim', struct]],
  ])('%s never takes the password for a text', (method, params) => {
    const found = xmlRpcPostings(
      contentOf(
        method,
        params.map((each) => (each.startsWith('<') ? each : value(each))),
      ),
    );
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('geheim');
    expect(found[0]?.account).toBe('koho');
  });

  it('has a name for alerts', () => {
    expect(xmlRpcMethod(contentOf('wp.newPost', []))).toBe('wp.newPost');
    expect(xmlRpcMethod(readContent({ contentType: '', query: '', body: new Uint8Array() }))).toBe(
      null,
    );
  });

  it('of anything else is a write that nobody knows', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const body = new TextEncoder().encode(text);
        const content = readContent({ contentType: 'text/xml', query: '', body });
        expect(xmlRpcPostings(content)).toMatchObject([{ act: 'unknown-write', text: '' }]);
      }),
    );
  });
});
