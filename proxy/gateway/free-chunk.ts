/**
 * Node reads an accepted socket into new memory each time, and the garbage collector, pressed for
 * room, looks at everything: what the kernel has taken is freed at once. Small pieces are not worth it.
 */
export function freeChunk(chunk: Buffer): void {
  const { buffer, length } = chunk;
  // Only where the chunk is all of it: memory that is shared is somebody else's as well.
  if (length < 4096 || buffer.byteLength !== length || !(buffer instanceof ArrayBuffer)) return;
  // ES2024, which the compiler's library does not know yet.
  (buffer as ArrayBuffer & { transfer(length: number): ArrayBuffer }).transfer(0);
}
