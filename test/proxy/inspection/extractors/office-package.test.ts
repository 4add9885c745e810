import { describe, expect, it } from 'vitest';
import { shownName } from '../../../../proxy/inspection/extractors/office-package.ts';
import { docxOf, individual, inspect, paragraph, zipOf } from '../build-documents.ts';

describe('packages of XML parts', () => {
  it('reads parts that no extractor knows', async () => {
    const document = docxOf(paragraph('本文'), {
      'word/diagrams/data1.xml': '<d><a:t>図の文字</a:t></d>',
      'customXml/item1.xml': '<i>裏の文字</i>',
    });
    const { inspected, text } = await inspect(await document);
    expect(inspected).toBe(true);
    expect(text).toContain('図の文字');
    expect(text).toContain('裏の文字');
  });

  it('is not clean with a part that it cannot read', async () => {
    const document = docxOf(paragraph('本文'), {
      'word/vbaProject.bin': new Uint8Array([1, 2, 3, 0]),
    });
    expect(await inspect(await document)).toMatchObject({
      inspected: 'partly',
      why: 'unknown-format',
    });
  });

  it('looks into files that were only put into the zip', async () => {
    const document = docxOf(paragraph('本文'), {
      'word/more.zip': await zipOf({ 'a.txt': `個人番号 ${individual()}` }),
    });
    expect((await inspect(await document)).findings).toHaveLength(1);
  });

  it('masks names that are shown', () => {
    expect(shownName(`${individual()}.txt`)).not.toContain(individual());
  });
});
