import { expect, test } from 'vitest';
import { adblock } from '../../../../shared/destination/feeds/adblock.ts';
import { feedLines } from '../../../support/feed-lines.ts';

test.each([
  ['a host with what is below it', '||ads.example^', ['1 *.ads.example']],
  ['without the separator', '||ads.example', ['1 *.ads.example']],
  ['an exception', '@@||ok.example^', ['1 not *.ok.example']],
  [
    'options that only say how strongly',
    '||a.example^$important\n||b.example^$all',
    ['1 *.a.example', '2 *.b.example'],
  ],
  ['comments and heads', '[Adblock Plus 2.0]\n! title\n# note\n\n||a.example^', ['5 *.a.example']],
  ['a rule for third parties alone', '||a.example^$third-party', ['1 other-rule']],
  ['a rule with a path', '||a.example/ads/', ['1 other-rule']],
  ['a rule with a star', '||*.a.example^', ['1 other-rule']],
  ['a rule that hides an element', 'a.example##.banner', ['1 other-rule']],
  ['a part of an address', '/banner/*/img^', ['1 other-rule']],
])('%s', (_, text, expected) => {
  expect(feedLines(adblock, text)).toEqual(expected);
});
