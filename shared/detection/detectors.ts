/** Every detector, in the order in which findings of one place are shown. */
import type { Detector } from './detector.ts';
import { bulkPersonalData } from './detectors/bulk-personal-data.ts';
import { individualNumber } from './detectors/individual-number.ts';
import { mark } from './detectors/mark.ts';
import { paymentCard } from './detectors/payment-card.ts';

export const detectors: readonly Detector[] = [
  individualNumber,
  paymentCard,
  bulkPersonalData,
  mark,
];
