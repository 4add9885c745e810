/**
 * Writes to the last segment: whole batches, synced, or nothing. After a failed write (full disk)
 * the file is cut back to the last good byte before anything else is written, so no half line ever
 * stands in the middle.
 */
import { constants, write } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { type Segment, segmentIn } from './segments.ts';

export interface SegmentWriter extends AsyncDisposable {
  /** Of the last segment. */
  readonly size: number;
  /**
   * Writes and syncs lines whose first has sequence number `first`.
   * @param day UTC day: a later one than that of the last segment begins a new segment
   * @throws the system's error; nothing of the batch is kept then
   */
  write(first: number, day: string, bytes: Buffer): Promise<{ segment: Segment; offset: number }>;
}

export interface WriterOptions {
  readonly folder: string;
  readonly segmentBytes: number;
  /** Grows as segments are begun. */
  readonly segments: Segment[];
  readonly tail: { readonly segment: Segment; readonly size: number; readonly day: string } | null;
}

interface Current {
  readonly segment: Segment;
  readonly handle: FileHandle;
  readonly day: string;
}

/**
 * Where the system has it each write is durable when it is done, as if fdatasync followed: one trip
 * to another thread in the place of two.
 */
const durably: number | undefined = constants.O_DSYNC;
const { O_RDWR, O_CREAT, O_EXCL } = constants;
const existing = O_RDWR | (durably ?? 0);
const fresh = existing | O_CREAT | O_EXCL;

export async function openSegmentWriter(options: WriterOptions): Promise<SegmentWriter> {
  const { folder, segmentBytes, segments, tail } = options;
  let size = tail?.size ?? 0;
  let torn = false;
  let current: Current | null =
    tail === null
      ? null
      : { segment: tail.segment, day: tail.day, handle: await open(tail.segment.file, existing) };

  async function begin(first: number, day: string): Promise<Current> {
    const segment = segmentIn(folder, first);
    // Whatever has this name holds no acknowledged record: recovery and failed writes left it.
    await rm(segment.file, { force: true });
    const handle = await open(segment.file, fresh, 0o600);
    try {
      await syncFolder(folder);
    } catch (error) {
      await handle.close();
      await rm(segment.file, { force: true });
      throw error;
    }
    await current?.handle.close();
    segments.push(segment);
    size = 0;
    return { segment, handle, day };
  }

  return {
    get size() {
      return size;
    },
    async write(first, day, bytes) {
      if (current !== null && torn) {
        await current.handle.truncate(size);
        await current.handle.datasync();
        torn = false;
      }
      if (current === null || (size > 0 && (size >= segmentBytes || day > current.day))) {
        current = await begin(first, day);
      }
      const { segment, handle } = current;
      const offset = size;
      try {
        for (let done = 0; done < bytes.length; ) {
          done += await writeSome(handle.fd, bytes, done, offset + done);
        }
        if (durably === undefined) await handle.datasync();
      } catch (error) {
        torn = true;
        await handle.truncate(offset).then(
          () =>
            handle.datasync().then(() => {
              torn = false;
            }, ignore),
          ignore,
        );
        throw error;
      }
      size = offset + bytes.length;
      return { segment, offset };
    },
    async [Symbol.asyncDispose]() {
      await current?.handle.close();
      current = null;
    },
  };
}

/** A handle's own write() makes four promises of it. @returns how many bytes were written */
function writeSome(fd: number, bytes: Buffer, from: number, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, bytes, from, bytes.length - from, at, (error, count) => {
      if (error === null) resolve(count);
      else reject(error);
    });
  });
}

/** The next write tries again, and fails with the reason if it still cannot be. */
function ignore(): void {}

/** Makes a new file's name durable. Windows keeps no handle of folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
