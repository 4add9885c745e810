import { expect, test } from 'vitest';
import { visible } from '../../../../proxy/console/text/visible.ts';

test.each([
  ['Japanese and signs stay as they are', '横手市 <b>&amp;</b>', '横手市 <b>&amp;</b>'],
  ['a bidirectional override is written out', 'evil\u202Egnp.exe', 'evil⟨U+202E⟩gnp.exe'],
  ['an isolate is written out', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
  ['nothing invisible stays invisible', 'a\u200Bb\u00ADc\uFEFFd', 'a⟨U+200B⟩b⟨U+00AD⟩c⟨U+FEFF⟩d'],
  ['controls and line separators are written out', '\u0000\n\u2028', '⟨U+0000⟩⟨U+000A⟩⟨U+2028⟩'],
  ['a half of a surrogate pair is written out', '\uD800', '⟨U+D800⟩'],
])('%s', (_name, text, expected) => {
  expect(visible(text)).toBe(expected);
});
