import { describe, expect, it } from 'vitest';
import { shownName } from '../../../../proxy/inspection/extractors/office-package.ts';
import { docxOf, individual, inspect, paragraph, zipOf } from '../build-documents.ts';
import { emfOf, wmfOf } from '../build-metafiles.ts';

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

  it('reads the words of drawings', async () => {
    const words = [
      { y: 1, text: '個人番号' },
      { y: 1, text: individual() },
    ];
    for (const [name, drawing] of [
      ['image1.emf', emfOf(words)],
      ['image2.wmf', wmfOf(words)],
    ] as const) {
      const document = docxOf(paragraph('本文'), { [`word/media/${name}`]: drawing });
      const { inspected, findings } = await inspect(await document);
      expect(inspected).toBe(true);
      expect(findings).toMatchObject([
        { kind: 'individual-number', place: { corner: 'text-box' } },
      ]);
    }
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

  it.each([
    ['enabled', 'enabled="1" removed="0"', 1],
    ['taken off', 'enabled="0" removed="1"', 0],
  ])('tells a sensitivity label that is %s', async (_, state, count) => {
    const document = docxOf(paragraph('本文'), {
      'docMetadata/LabelInfo.xml': `<clbl:labelList xmlns:clbl="x"><clbl:label id="{11111111-2222-4333-8444-555555555555}" ${state} method="Privileged" siteId="{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}"/></clbl:labelList>`,
    });
    const labels = (await inspect(await document)).findings.filter(
      ({ kind }) => kind === 'sensitivity-label',
    );
    expect(labels).toHaveLength(count);
  });

  it('tells one label once, by its name', async () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const property = (name: string, value: string) =>
      `<property name="MSIP_Label_${id}_${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`;
    const document = docxOf(paragraph('本文'), {
      'docMetadata/LabelInfo.xml': `<l:labelList xmlns:l="x"><l:label id="{${id}}" enabled="1" removed="0"/></l:labelList>`,
      'docProps/custom.xml': `<Properties xmlns:vt="y">${property('Enabled', 'true')}${property('Name', '内部限り')}</Properties>`,
    });
    expect((await inspect(await document)).findings).toMatchObject([
      { kind: 'sensitivity-label', label: '内部限り', labelId: id },
    ]);
  });

  it('masks names that are shown', () => {
    expect(shownName(`${individual()}.txt`)).not.toContain(individual());
  });
});
