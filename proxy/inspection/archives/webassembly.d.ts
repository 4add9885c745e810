/** Of the platform: as much as library.ts needs. */
declare namespace WebAssembly {
  type Imports = object;
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** In pages of 64 KB. @returns how many there were */
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
