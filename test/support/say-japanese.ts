/** The words of the extension without a browser: as its own function gives them, in Japanese. */

import japanese from '../../extension/locales/ja.json' with { type: 'json' };
import type { TextKey } from '../../extension/platform/text.ts';

export function sayJapanese(key: TextKey, ...values: string[]): string {
  return japanese[key].replace(/\$(\d)/g, (_, digit) => values[Number(digit) - 1] ?? '');
}
