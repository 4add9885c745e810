import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameReader, type FrameUnit } from '../../../proxy/gateway/websocket-frames.ts';
import { frame, text } from '../../support/websocket-frame.ts';

const read = (chunks: readonly Buffer[], most = 100_000, room = 1_000_000) => {
  let left = room;
  const hold = (bytes: number) => {
    left -= bytes;
    return left >= 0;
  };
  const reader = createFrameReader({ most, hold });
  return chunks.flatMap((chunk) => reader.push(chunk));
};

const shown = (unit: FrameUnit) => {
  switch (unit.kind) {
    case 'message':
      return `${unit.isControl ? 'control' : unit.isText ? 'text' : 'binary'} ${unit.payload}`;
    case 'large':
      return `large ${unit.why} ${unit.length}`;
    default:
      return unit.kind;
  }
};
const rawOf = (units: readonly FrameUnit[]) =>
  Buffer.concat(units.flatMap((unit) => (unit.kind === 'broken' ? [] : unit.raw)));

const long = 'a'.repeat(70_000);

describe('what a browser sends', () => {
  test.each<[string, Buffer[], string[]]>([
    ['a text', [text('ゆき')], ['text ゆき']],
    ['an empty text', [text('')], ['text ']],
    ['bytes', [frame({ opcode: 2, payload: 'ab' })], ['binary ab']],
    ['200 bytes', [text('b'.repeat(200))], [`text ${'b'.repeat(200)}`]],
    ['70,000 bytes', [text(long)], [`text ${long}`]],
    ['two in one piece', [Buffer.concat([text('a'), text('b')])], ['text a', 'text b']],
    [
      'one in fragments',
      [
        frame({ opcode: 1, payload: 'yu', isLast: false }),
        frame({ opcode: 0, payload: '', isLast: false }),
        frame({ opcode: 0, payload: 'ki' }),
      ],
      ['text yuki'],
    ],
    [
      'a ping between fragments',
      [
        frame({ opcode: 2, payload: 'yu', isLast: false }),
        frame({ opcode: 9, payload: 'p' }),
        frame({ opcode: 0, payload: 'ki' }),
      ],
      ['control p', 'binary yuki'],
    ],
    ['a close', [frame({ opcode: 8, payload: '' })], ['control ']],
    ['compression that nobody agreed on', [frame({ opcode: 1, payload: 'a', rsv: 4 })], ['broken']],
    ['a frame without a mask', [frame({ opcode: 1, payload: 'a', isMasked: false })], ['broken']],
    ['an opcode that does not exist', [frame({ opcode: 3, payload: 'a' })], ['broken']],
    ['a control frame that does not exist', [frame({ opcode: 11, payload: 'a' })], ['broken']],
    ['a continuation of nothing', [frame({ opcode: 0, payload: 'a' })], ['broken']],
    [
      'a message in a message',
      [frame({ opcode: 1, payload: 'a', isLast: false }), text('b')],
      ['broken'],
    ],
    ['a ping in fragments', [frame({ opcode: 9, payload: 'a', isLast: false })], ['broken']],
    ['a long ping', [frame({ opcode: 9, payload: 'a'.repeat(126) })], ['broken']],
    [
      'a length that is spelt too long',
      [Buffer.from([0x81, 0xfe, 0, 1, 0, 0, 0, 0, 0x61])],
      ['broken'],
    ],
    [
      'a length beyond all numbers',
      [Buffer.from([0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0])],
      ['broken'],
    ],
    ['nothing after what is broken', [frame({ opcode: 3, payload: '' }), text('a')], ['broken']],
  ])('%s', (_, chunks, expected) => {
    expect(read(chunks).map(shown)).toEqual(expected);
  });

  test('what is too large is told at its header, and goes on as it came', () => {
    const sent = [
      frame({ opcode: 1, payload: 'a'.repeat(60), isLast: false }),
      frame({ opcode: 9, payload: 'p' }),
      frame({ opcode: 0, payload: 'b'.repeat(60), isLast: false }),
      frame({ opcode: 0, payload: 'c'.repeat(60) }),
      text('after'),
    ];
    const units = read(sent, 100);
    expect(units.map(shown).filter((each) => each !== 'rest')).toEqual([
      'control p',
      'large too-large 120',
      'text after',
    ]);
    expect(rawOf(units).length).toBe(Buffer.concat(sent).length);
  });

  test('what finds no room is told where it is', () => {
    const sent = text('a'.repeat(5000));
    const units = read([sent.subarray(0, 2000), sent.subarray(2000)], 100_000, 3000);
    expect(units.map(shown)).toEqual(['large busy 5000']);
    expect(rawOf(units).equals(sent)).toBe(true);
  });
});

test('in whatever pieces it comes, the messages and the bytes are the same', () => {
  const message = fc.record({
    opcode: fc.constantFrom(1, 2, 9),
    payload: fc.string({ maxLength: 100 }),
  });
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 6 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
      (messages, sizes) => {
        const sent = Buffer.concat(messages.map(frame));
        const chunks: Buffer[] = [];
        for (let at = 0; at < sent.length; ) {
          const { value } = sizes.next();
          chunks.push(sent.subarray(at, at + value));
          at += value;
        }
        const units = read(chunks);
        expect(rawOf(units).equals(sent)).toBe(true);
        expect(units.length).toBe(messages.length);
      },
    ),
  );
});

test('hostile bytes never throw', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      read(chunks.map((chunk) => Buffer.from(chunk)));
    }),
  );
});
