/** What the console says of registered documents, in English. */
import type { Words } from './ja.ts';

export const enDocuments: Words['documents'] = {
  intro:
    'Register specifications, network diagrams and the like: copies of their text (from a paragraph on) and the files themselves are found when they are sent outside.',
  kept: 'The hub keeps neither the file nor its text, only fingerprints that cannot be turned back into it.',
  add: 'Register a document',
  caption: 'Registered documents',
  empty: 'Nothing is registered yet. Choose a file with “Register a document”.',
  missing: (count) =>
    `Terminals without the fingerprints of the registered documents: ${count}. Until they have them, what is sent from there counts as inspected partly.`,
  id: 'Number',
  title: 'Title',
  titleHint: 'Shown in the console and the audit log alone. Staff see the number and the owner.',
  titleFromFiles: 'Each title is the name of its file.',
  owner: 'Owner',
  ownerHint: 'Shown to staff.',
  level: 'Level',
  reason: 'Reason',
  until: 'Until',
  untilHint: 'The last day on which it is looked for. Empty: until it is removed.',
  purpose: 'Registered as',
  purposes: {
    document: 'a document whose copies are looked for',
    common: 'a text that does not count (forms, laws)',
  },
  files: 'Files',
  filesHint: 'Up to 100 MB each. Several may be chosen.',
  filesMissing: 'Choose a file.',
  tooLarge: (name) => `${name} is over 100 MB: register it in parts.`,
  submit: 'Register',
  submitting: (now, all) => `Registering (${now} of ${all})…`,
  done: (count) => `Registered: ${count}.`,
  failed: 'Files that were not registered',
  someDone: (count) => `The others were registered: ${count}.`,
  state: 'What is found',
  found: { passages: 'paragraphs and the file', exact: 'the file alone', none: 'does not count' },
  ended: 'term over',
  exactWhy: 'It has no text, or too little.',
  notRead: (why) => `A part cannot be read (${why}).`,
  little: (share) =>
    `${share}% of its text is its own. The rest stands in many documents and does not count.`,
  added: 'Registered',
  remove: 'Remove',
  removeOf: (id, title) => `Remove ${id} “${title}”`,
  removeTitle: 'Remove a registered document',
  removeAsk: (id, title) =>
    `Copies of ${id} “${title}” are not found any more. To take it back, register the file again.`,
  removed: (id) => `${id} was removed.`,
};
