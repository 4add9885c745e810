/** English: postings in a disaster. */
import type { jaDisaster } from './ja-disaster.ts';

export const enDisaster: typeof jaDisaster = {
  intro:
    'In a disaster, those whom the policy names may open hours, approval and posters as far as the policy says. It ends by itself at its end. Everything posted meanwhile is confirmed afterwards.',
  on: 'Disaster postings are on',
  bannerText: (services, until) => `${services}: rules for a disaster hold until ${until}.`,
  bannerLink: 'Open disaster postings',
  unconfirmed: (count) => `Disaster postings to confirm: ${count}`,
  nowTitle: 'On now',
  none: 'No service has its disaster rules on.',
  throwTitle: 'Turn disaster postings on',
  throwButton: 'Turn on',
  notNamed:
    'There is no service that you may turn on now. Only those may whom the policy names (disaster.by in posting).',
  services: 'Services',
  servicesHint: 'For a disaster of the whole city choose all of them.',
  servicesMend: 'Choose one service or more.',
  until: 'End (Japan time)',
  untilHint: (latest) => `Until ${latest} at most. It ends by itself.`,
  untilWrong: (latest) => `Choose a moment after now, and until ${latest}.`,
  reason: 'Reason',
  reasonHint:
    'For example: heavy rain of 20 July. It stays in the audit log: no numbers, nothing personal.',
  thrown: 'Disaster postings are on. Terminals have it within seconds.',
  by: 'Turned on by',
  from: 'From',
  end: 'End it',
  endTitle: 'End disaster postings',
  endText: (services) => `${services}: the ordinary rules for postings hold again.`,
  endWord: 'A word (optional)',
  ended: 'Ended. Terminals have it within seconds.',
  earlier: 'Earlier',
  earlierNone: 'It has never been on.',
  endedBy: (by) => `ended by ${by}`,
  endedByItself: 'ended at its time',
  endedAt: 'Ended',
  posted: 'disaster',
};
