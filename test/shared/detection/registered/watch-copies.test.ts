import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';
import { createCopyWatch } from '../../../../shared/detection/registered/watch-copies.ts';
import { guaranteedLetters } from '../../../../shared/detection/registered/winnow.ts';
import { registered } from '../../../support/registered-documents.ts';

const kanji = '基幹系統合庁舎設備更新接続構成図仕様書第版市長部局外秘回線冗長化認証閉域網端末台数';
const kana = 'のをにはがとでもからまでよりこれそれするいるある';
const character = fc.constantFrom(...kanji, ...kana, ...'ABCxyz0123456789');
const text = (minLength: number, maxLength: number) =>
  fc.array(character, { minLength, maxLength }).map((each) => each.join(''));

/** As others would write it: other widths, spaces and line breaks anywhere, other punctuation. */
const between = fc.constantFrom('', '', '', ' ', '　', '\n', '\r\n', '、', '。', '-', '\u200b');
const rewritten = (run: string) =>
  fc.array(between, { minLength: run.length, maxLength: run.length }).map((gaps) =>
    [...run]
      .map((each, at) => {
        const wide = /[0-9A-Za-z]/.test(each) && at % 3 === 0;
        const shown = wide ? String.fromCharCode(each.charCodeAt(0) + 0xfee0) : each;
        return shown + gaps[at];
      })
      .join(''),
  );

test('a copied run of the guaranteed length is found, whatever stands around it', () => {
  const copies = fc
    .tuple(text(200, 600), text(0, 300), text(0, 300), fc.nat(), fc.integer({ min: 0, max: 60 }))
    .chain(([document, before, after, from, more]) => {
      const length = guaranteedLetters + more;
      const start = from % (document.length - length + 1);
      return fc.tuple(
        fc.constant(document),
        rewritten(document.slice(start, start + length)).map((run) => before + run + after),
      );
    });
  fc.assert(
    fc.property(copies, ([document, content]) => {
      const found = detect([textPart(content)], {
        registered: registered([{ parts: [textPart(document)] }]),
      });
      expect(found.filter(({ kind }) => kind === 'registered-document')).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

const paragraph =
  '本市の情報系ネットワークは、本庁舎と各支所とを閉域網で結び、支所側の集約装置を二重化する。障害時には予備回線へ三十秒以内に切り替わり、監視装置が情報政策課の当番へ知らせる。予備回線の帯域は主回線の半分とする。';
const document = [
  textPart('第一章 総則。この仕様書は、本市が行う機器更新について必要な事項を定めるものである。'),
  textPart(paragraph),
  textPart('第二章 機器。集約装置は十台、認証装置は二台とし、別表に掲げる性能を満たすこと。'),
];
const known = registered([{ parts: document }]);
const copiesIn = (content: Parameters<typeof detect>[0], documents = known) =>
  detect(content, { registered: documents });

describe('a copied paragraph', () => {
  it('is found, with document, owner and level, and without its text', () => {
    const [found, ...others] = copiesIn([
      textPart(`お世話になります。\n${paragraph}\n以上です。`, { line: 1 }),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'registered-document',
      count: 1,
      place: { line: 2 },
      document: { id: 'R-1', owner: '情報政策課', level: '3A' },
    });
    expect(found?.masked).toMatch(/^\d+ %$/);
    expect(JSON.stringify(found)).not.toContain('閉域網');
  });

  it('is found where its parts come one by one, with others of the page between them', () => {
    const pieces = paragraph.match(/.{1,9}/gsu) ?? [];
    const parts = pieces.flatMap((piece, at) => [
      textPart(piece),
      textPart(`${at} ページ`, { corner: 'footer' }),
    ]);
    expect(copiesIn(parts)).toHaveLength(1);
  });

  it('is found in a cell of a table', () => {
    expect(
      copiesIn([
        tablePart([
          ['番号', '内容'],
          ['1', paragraph],
        ]),
      ]),
    ).toHaveLength(1);
  });

  it('is found though words of it were changed here and there', () => {
    const changed = [paragraph, ...document.map(({ text }) => text)]
      .join('')
      .replace('二重化する', '冗長構成とする')
      .replace('三十秒以内', '一分以内');
    expect(copiesIn([textPart(changed)])).toHaveLength(1);
  });

  it('is none in the name of a file or in its properties', () => {
    expect(copiesIn([textPart(paragraph, { corner: 'name' })])).toEqual([]);
    expect(copiesIn([textPart(paragraph, { corner: 'properties' })])).toEqual([]);
  });

  it('counts as a text of its own in each file of an archive', () => {
    const half = Math.floor(paragraph.length / 2);
    const parts = [
      textPart(paragraph.slice(0, 40), { entry: ['a.txt'] }),
      textPart(paragraph.slice(40, half + 20), { entry: ['b.txt'] }),
    ];
    expect(copiesIn(parts)).toEqual([]);
  });
});

test('the whole document is surer than a paragraph, and its share is told', () => {
  const [whole] = copiesIn(document);
  const [part] = copiesIn([textPart(paragraph.slice(0, 85))]);
  expect(whole?.confidence).toBeGreaterThan(part?.confidence ?? 1);
  expect(whole?.masked).toBe('100 %');
  expect(whole?.confidence).toBeGreaterThanOrEqual(0.95);
});

test('two passages of one document are one finding that counts two', () => {
  const apart =
    'これは別の文書の文であり、登録されたものとは関わりのない記述が続いているところである。'.repeat(
      3,
    );
  const [found] = copiesIn([textPart(`${paragraph}\n${apart}`), textPart(paragraph)]);
  expect(found?.count).toBe(2);
});

describe('is no copy', () => {
  it('a phrase that many texts have', () => {
    expect(
      copiesIn([
        textPart('この仕様書は、本市が行う機器更新について必要な事項を定めるものである。'),
      ]),
    ).toEqual([]);
  });

  it('with another key', () => {
    const other = registered([{ parts: document }], { secret: new Uint8Array(32).fill(7) });
    expect(copiesIn([textPart(paragraph)], other)).toEqual([]);
  });

  it('after its term', () => {
    const ended = { ...registered([{ parts: document, until: 1000 }]), now: 1000 };
    expect(copiesIn([textPart(paragraph)], ended)).toEqual([]);
    expect(copiesIn([textPart(paragraph)], { ...ended, now: 999 })).toHaveLength(1);
  });

  it('a text that repeats itself', () => {
    const rule = '―…＝*'.repeat(200);
    const same = 'あ'.repeat(500);
    const documents = registered([{ parts: [textPart(`${rule}${same}${paragraph}`)] }]);
    expect(copiesIn([textPart(`${rule}${same}`)], documents)).toEqual([]);
  });
});

describe('a text that shall not count', () => {
  it('is no copy, whatever documents hold it', () => {
    const stopped = registered([{ parts: document }], { stops: [`前文。${paragraph}後文。`] });
    expect(copiesIn([textPart(paragraph)], stopped)).toEqual([]);
  });

  it('does not interrupt what counts around it', () => {
    const stopped = registered([{ parts: document }], {
      stops: ['各支所とを閉域網で結び、支所側の'],
    });
    expect(copiesIn([textPart(paragraph)], stopped)).toHaveLength(1);
  });
});

describe('a file', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * at) % 251);
  const diagrams = registered([{ parts: [], bytes, level: '3B' }]);
  const copies = (content: Uint8Array) => {
    const watch = createCopyWatch(diagrams);
    watch.contents.add(content, { entry: ['図.png'] });
    return watch.finish();
  };

  it('is found by its bytes', () => {
    expect(copies(bytes)).toMatchObject([
      {
        masked: '100 %',
        confidence: 0.99,
        place: { entry: ['図.png'] },
        document: { level: '3B' },
      },
    ]);
  });

  it('is none where a byte is another', () => {
    expect(copies(bytes.with(17, 1))).toEqual([]);
    expect(copies(bytes.subarray(1))).toEqual([]);
  });
});
