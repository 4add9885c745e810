import { describe, expect, it } from 'vitest';
import { isWebArchive, webRecords } from '../../../proxy/inspection/web-archive.ts';

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>横手</p>';
const arc = (content: string) =>
  Buffer.from(
    `filedesc://a.arc 0.0.0.0 20050614070144 text/plain 4\n1 1\n\nhttp://a.example/ 192.0.2.1 20050614070151 text/html ${Buffer.byteLength(content)}\n${content}\n`,
  );
const warc = (content: string) =>
  Buffer.from(
    `WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}\r\n\r\n`,
  );
const bodies = (bytes: Uint8Array) =>
  [...webRecords(bytes)].map(({ body }) => Buffer.from(body).toString());

describe('an archive of web pages', () => {
  it.each([
    ['ARC', arc(answer), ['1 1\n', '<p>横手</p>']],
    ['WARC', warc(answer), ['<p>横手</p>']],
  ])('%s gives every page without its heads', (_, bytes, pages) => {
    expect(isWebArchive(bytes.toString())).toBe(true);
    expect(bodies(bytes)).toEqual(pages);
  });

  it('that is cut is truncated, and one without lengths is broken', () => {
    expect(() => bodies(warc(answer).subarray(0, -10))).toThrow('truncated');
    expect(() => bodies(Buffer.concat([arc(answer), Buffer.from('more\n')]))).toThrow('broken');
  });

  it('is no text that speaks of one', () => {
    expect(isWebArchive('WARC/1.0 について')).toBe(false);
  });
});
