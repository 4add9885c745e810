/** What a TLS client says first: by Node's own client, and by hand. */
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';

/** The greeting of Node's client. */
export async function greetingOf(
  servername: string | null,
  more: ConnectionOptions = {},
): Promise<Buffer> {
  const pipe = new Duplex({
    read() {},
    write: (chunk, _encoding, done) => {
      pipe.emit('greeting', chunk);
      done();
    },
  });
  const heard = once(pipe, 'greeting');
  const name = servername === null ? {} : { servername };
  const client = connect({ socket: pipe, ...name, ...more });
  client.on('error', () => {});
  const [greeting] = (await heard) as [Buffer];
  client.destroy();
  return Buffer.from(greeting);
}

const bytes = (width: number, value: number) => {
  const made = Buffer.alloc(width);
  made.writeUIntBE(value, 0, width);
  return made;
};
const vector = (width: number, ...parts: Buffer[]) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([bytes(width, content.length), content]);
};

export const serverName = (...names: [type: number, name: string][]) =>
  Buffer.concat([
    bytes(2, 0),
    vector(
      2,
      vector(
        2,
        ...names.map(([type, name]) =>
          Buffer.concat([bytes(1, type), vector(2, Buffer.from(name, 'latin1'))]),
        ),
      ),
    ),
  ]);

export const otherExtension = Buffer.concat([
  bytes(2, 16),
  vector(2, Buffer.from([0, 3, 2, 104, 50])),
]);

/** A greeting with these extensions; null: without the field for them. */
export function handshake(extensions: readonly Buffer[] | null): Buffer {
  const body = Buffer.concat([
    bytes(2, 0x0303),
    Buffer.alloc(32, 7),
    vector(1, Buffer.alloc(32, 1)),
    vector(2, bytes(2, 0x1301)),
    vector(1, bytes(1, 0)),
    ...(extensions === null ? [] : [vector(2, ...extensions)]),
  ]);
  return Buffer.concat([bytes(1, 1), bytes(3, body.length), body]);
}

/** In records of at most so many bytes. */
export function records(message: Buffer, size = 16_384): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    parts.push(Buffer.from([0x16, 3, 1]), vector(2, message.subarray(at, at + size)));
  }
  return Buffer.concat(parts);
}
