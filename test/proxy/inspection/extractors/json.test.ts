import { describe, expect, it } from 'vitest';
import { docxOf, foundIn, individual, inspect, paragraph, utf8 } from '../build-documents.ts';

const json = (value: unknown) => utf8(JSON.stringify(value, null, 1));

describe('json', () => {
  it('finds a number by its key', async () => {
    expect(await foundIn(json({ individual_number: individual() }))).toEqual([
      'individual-number at {"line":2}',
    ]);
  });

  it('reads escaped characters', async () => {
    expect(await foundIn(utf8(`{"\\u500b\\u4eba\\u756a\\u53f7":"${individual()}"}`))).toEqual([
      'individual-number at {"line":1}',
    ]);
  });

  it('sees persons in an array of objects, and tells no number twice', async () => {
    const persons = Array.from({ length: 12 }, (_, at) => ({
      氏名: `佐藤${'一二三四五六七八九十百千'[at]}郎`,
      住所: `秋田県横手市${at}`,
    }));
    expect(await foundIn(json(persons))).toEqual(['bulk-personal-data at {"cell":"A2"}']);
    const numbers = [1, 2, 3].map((at) => ({ 個人番号: individual(`3141592653${at}`) }));
    expect((await inspect(json(numbers))).findings).toHaveLength(3);
  });

  it('sees persons in JSON lines', async () => {
    const lines = Array.from({ length: 12 }, (_, at) =>
      JSON.stringify({
        氏名: `佐藤${'一二三四五六七八九十百千'[at]}郎`,
        住所: `秋田県横手市${at}`,
      }),
    );
    expect(await foundIn(utf8(`${lines.join('\n')}\n`))).toEqual([
      'bulk-personal-data at {"cell":"A2"}',
    ]);
  });

  it('looks into content in Base64', async () => {
    const document = await docxOf(paragraph(`個人番号 ${individual()}`));
    const body = json({ name: 'a.docx', data: Buffer.from(document).toString('base64') });
    expect(await foundIn(body)).toEqual(['individual-number at {"entry":["data"]}']);
    expect(await inspect(json({ digest: 'a3f5'.repeat(20) }))).toMatchObject({ inspected: true });
  });

  it('looks into content that a text in it holds', async () => {
    const content = Buffer.from(`氏名 見本、個人番号 ${individual()}`).toString('base64');
    const body = json({ html: `<p><img src="data:text/plain;base64,${content}"> 図1</p>` });
    expect(await foundIn(body)).toEqual(['individual-number at {"entry":["html"],"line":1}']);
  });

  it('finds a number whose pieces stand in several values', async () => {
    const pieces = individual().match(/\d{4}/g) ?? [];
    const [first, second, third] = pieces;
    const found = ['individual-number at {}'];
    expect(
      await foundIn(json({ myNumber1: first, a: 'b', myNumber2: second, myNumber3: third })),
    ).toEqual(found);
    expect(await foundIn(json({ 個人番号: pieces }))).toHaveLength(1);
    expect(await foundIn(json({ code1: first, code2: second, code3: third }))).toEqual([]);
  });

  it('does not fail on deep nesting', async () => {
    expect((await inspect(utf8(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).inspected).toBe(
      true,
    );
  });
});
