/** English: uploads that somebody may approve. */
import type { jaApprovals } from './ja-approvals.ts';

export const enApprovals: typeof jaApprovals = {
  intro:
    'Lets a file that a rule stopped go to one destination until a moment. No value is shown. An approval counts for this file (the same content), this person and this destination alone.',
  show: 'Requests shown',
  open: 'Waiting',
  decided: 'Answered',
  emptyOpen: 'No upload waits for an answer.',
  emptyDecided: 'No upload has been answered.',
  states: { open: 'Waiting', approved: 'Approved', 'sent-back': 'Sent back' },
  ended: 'Ended',
  to: 'Destination',
  rule: 'Rule that stopped it',
  clause: 'Clause of the basic policy',
  file: 'File',
  approve: 'Approve',
  sendBack: 'Send back',
  notYours: 'Only those whom the rule names can answer this.',
  approveTitle: 'Approve the upload',
  until: 'It may go until (Japan time)',
  untilHint: (latest) => `At the latest ${latest}`,
  untilWrong: 'Write a moment after now, within the period of the rule.',
  word: 'A word to whoever asked (optional)',
  sendBackTitle: 'Send the upload back',
  sendBackWord: 'Reason (shown to whoever asked)',
  approved: 'Approved.',
  sentBack: 'Sent back.',
};
