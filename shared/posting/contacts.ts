/** Telephone numbers and mail addresses of a text that are none of the city's own. Says that there is one, never which. */
import type { Detector } from '../detection/detector.ts';
import { email } from '../detection/detectors/email.ts';
import { phone } from '../detection/detectors/phone.ts';
import { fold } from '../detection/fold.ts';

export interface OwnContacts {
  readonly phones: ReadonlySet<string>;
  readonly mails: ReadonlySet<string>;
  /** Canonical; addresses below them are its own. */
  readonly domains: readonly string[];
}

/** As the detectors hold for sure: digits with dashes, or with a word that says what they are. */
const threshold = 0.6;

/** @param contacts telephone numbers and mail addresses, as people write them */
export function compileContacts(
  contacts: readonly string[],
  domains: readonly string[],
): OwnContacts {
  const isMail = (text: string) => text.includes('@');
  return {
    phones: new Set(contacts.filter((each) => !isMail(each)).map(phoneDigits)),
    mails: new Set(contacts.filter(isMail).map((each) => each.normalize('NFKC').toLowerCase())),
    domains,
  };
}

export function foreignContact(text: string, own: OwnContacts): 'phone' | 'email' | null {
  const folded = fold(text).text;
  const isOwnMail = (value: string) => {
    const host = value.slice(value.lastIndexOf('@') + 1);
    return (
      own.mails.has(value) || own.domains.some((each) => host === each || host.endsWith(`.${each}`))
    );
  };
  if (valuesOf(phone, folded).some((value) => !own.phones.has(value))) return 'phone';
  return valuesOf(email, folded).every(isOwnMail) ? null : 'email';
}

const alone = {
  ...{ corner: null, isTable: false, isAlone: true, persons: 1_000, from: 0 },
  of: () => [],
};

function valuesOf(detector: Detector, folded: string): string[] {
  if (detector.cheap !== null && !detector.cheap.test(folded)) return [];
  return detector
    .inText(folded, {
      ...alone,
      once: (read) => read(folded),
      stands: (pattern) => pattern.test(folded),
    })
    .filter(({ confidence }) => confidence >= threshold)
    .map(({ value }) => value);
}

function phoneDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/^\s*\+81[-. ]?(?:\(0\))?/, '0');
  return digits.replace(/\D/g, '');
}
