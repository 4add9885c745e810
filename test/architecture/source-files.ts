import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../proxy/platform/build.ts';

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** All .ts and .tsx files below a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`))
    .map((file) => ({
      name: path.relative(projectRoot, file).split(path.sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What a file imports, statically or dynamically; relative ones as names from the project's root. */
export function importsOf({ name, text }: SourceFile): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map(([, from, dynamic, bare]) => {
    const specifier = from ?? dynamic ?? bare ?? '';
    if (!specifier.startsWith('.')) return specifier;
    return path.posix.normalize(path.posix.join(path.posix.dirname(name), specifier));
  });
}
