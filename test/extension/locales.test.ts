import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import english from '../../extension/locales/en.json' with { type: 'json' };
import japanese from '../../extension/locales/ja.json' with { type: 'json' };
import { projectRoot } from '../../proxy/platform/build.ts';

function sources(folder: string): string {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
    .map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8'))
    .join('\n');
}

describe('the words of the extension', () => {
  it('are there in both languages', () => {
    expect(Object.keys(english)).toEqual(Object.keys(japanese));
  });

  it('have the same places for values', () => {
    const places = (text: string) => (text.match(/\$\d/g) ?? []).toSorted();
    for (const [key, text] of Object.entries(japanese)) {
      expect([key, places(english[key as keyof typeof english])]).toEqual([key, places(text)]);
    }
  });

  it('are all used', () => {
    const code = sources('extension');
    const unused = Object.keys(japanese).filter(
      (key) => !code.includes(`'${key}'`) && !code.includes(`__MSG_${key}__`),
    );
    expect(unused).toEqual([]);
  });
});
