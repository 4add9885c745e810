/** Every detector, in the order in which findings of one place are shown. */
import type { Detector } from './detector.ts';
import { address } from './detectors/address.ts';
import { bankAccount } from './detectors/bank-account.ts';
import { birthDate } from './detectors/birth-date.ts';
import { bulkPersonalData } from './detectors/bulk-personal-data.ts';
import { credential } from './detectors/credential.ts';
import { driverLicence } from './detectors/driver-licence.ts';
import { email } from './detectors/email.ts';
import { employmentInsuranceNumber } from './detectors/employment-insurance-number.ts';
import { individualNumber } from './detectors/individual-number.ts';
import { insuredNumber } from './detectors/insured-number.ts';
import { insurerNumber } from './detectors/insurer-number.ts';
import { mark } from './detectors/mark.ts';
import { passport } from './detectors/passport.ts';
import { paymentCard } from './detectors/payment-card.ts';
import { pensionNumber } from './detectors/pension-number.ts';
import { personName } from './detectors/person-name.ts';
import { phone } from './detectors/phone.ts';
import { postalCode } from './detectors/postal-code.ts';
import { residenceCard } from './detectors/residence-card.ts';
import { residentRecordCode } from './detectors/resident-record-code.ts';
import { sensitivePersonalData } from './detectors/sensitive-personal-data.ts';
import { sensitivityLabel } from './detectors/sensitivity-label.ts';

export const detectors: readonly Detector[] = [
  individualNumber,
  residentRecordCode,
  driverLicence,
  passport,
  residenceCard,
  pensionNumber,
  insuredNumber,
  insurerNumber,
  employmentInsuranceNumber,
  paymentCard,
  bankAccount,
  bulkPersonalData,
  credential,
  mark,
  personName,
  address,
  birthDate,
  sensitivePersonalData,
  sensitivityLabel,
  phone,
  email,
  postalCode,
];
