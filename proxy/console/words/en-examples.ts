/** English: the examples that travel with the policy. */
import type { jaExamples } from './ja-examples.ts';

export const enExamples: typeof jaExamples = {
  title: 'Examples',
  intro:
    'All of these are asked at each publish, and nothing is published that breaks one. Try a URL above and choose “Keep as example” to add to them.',
  empty: 'There are no examples yet.',
  url: 'URL',
  expect: 'Must be',
  now: 'Is now',
  conditions: 'Asked for',
  why: 'Why',
  whyHint: 'What the example is for, such as: the way into an e-government form',
  state: 'State',
  states: { published: '', added: 'added (unpublished)', removed: 'removed (unpublished)' },
  failing: 'Differs from what it must be',
  add: 'Keep as example',
  addTitle: 'Keep this as an example',
  added: 'Added to the changes. It counts once they are published.',
  exists: 'This example is there already.',
  remove: 'Remove',
  removeNamed: (url: string) => `Remove the example ${url}`,
  restore: 'Restore',
  restoreNamed: (url: string) => `Restore the example ${url}`,
  rewritten: 'The whole policy is rewritten in your changes: write the examples there.',
};
