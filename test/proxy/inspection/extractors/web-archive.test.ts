import { expect, it } from 'vitest';
import { individual, inspect, utf8 } from '../build-documents.ts';

it('reads the pages of a web archive as pages', async () => {
  const [first, rest] = [individual().slice(0, 4), individual().slice(4)];
  const page = `HTTP/1.1 200 OK\n\n<html><body>個人番号 ${first}<b>${rest}</b></body></html>`;
  const bytes = utf8(`WARC/1.0\nContent-Length: ${utf8(page).length}\n\n${page}\n\n`);
  expect(await inspect(bytes)).toMatchObject({
    type: 'web-archive',
    inspected: true,
    findings: [{ kind: 'individual-number' }],
  });
});
