import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect, sheetData, xlsxOf } from '../build-documents.ts';

const number = individual();
const folder = 'xl/pivotCache';
const fields = (...items: readonly string[]) =>
  `<pivotCacheDefinition><cacheFields><cacheField name="氏名"><sharedItems>${items.join('')}</sharedItems></cacheField><cacheField name="個人番号"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>`;

const bookOf = (definition: string, records?: string) =>
  xlsxOf(
    { a: sheetData([['合計']]) },
    {
      [`${folder}/pivotCacheDefinition1.xml`]: definition,
      ...(records === undefined
        ? {}
        : {
            [`${folder}/_rels/pivotCacheDefinition1.xml.rels`]:
              '<Relationships><Relationship Id="a" Target="pivotCacheRecords1.xml"/></Relationships>',
            [`${folder}/pivotCacheRecords1.xml`]: records,
          }),
    },
  );

describe('the cache of a pivot table', () => {
  it('is a table, its fields above it', async () => {
    const record = `<r><x v="1"/><n v="${number}"/></r>`;
    const bytes = await bookOf(
      fields('<s v="佐藤"/>', '<s v="鈴木"/>'),
      `<pivotCacheRecords>${record}<r><m/><s v="なし"/></r></pivotCacheRecords>`,
    );
    const report = await inspect(bytes);
    expect(report).toMatchObject({ inspected: true });
    expect(report.text).toContain(`氏名\t個人番号\n鈴木\t${number}\n\tなし`);
    expect(await foundIn(bytes)).toEqual([
      'individual-number at {"corner":"properties","cell":"B2"}',
    ]);
  });

  it('gives the values of its fields where it keeps no records', async () => {
    const { text } = await inspect(await bookOf(fields('<s v="佐藤"/>', '<s v="鈴木"/>')));
    expect(text).toContain('氏名\t個人番号\n佐藤\t\n鈴木\t');
  });

  it('is not whole where its records break off', async () => {
    const report = await inspect(await bookOf(fields(), '<pivotCacheRecords><r><s v="'));
    expect(report).toMatchObject({ why: 'broken' });
  });
});
