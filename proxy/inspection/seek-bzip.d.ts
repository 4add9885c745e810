/** The package has no types of its own. */
declare module 'seek-bzip' {
  interface Output {
    writeByte(byte: number): void;
  }
  const bunzip: {
    /** @param multistream several streams one behind the other. @throws Error on what is no bzip2 */
    decode(input: Uint8Array, output: Output, multistream: boolean): void;
  };
  export = bunzip;
}
