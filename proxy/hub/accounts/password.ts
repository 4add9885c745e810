/** Passwords: argon2id (OWASP: 19 MiB, 2 passes, 1 lane) in PHC form. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { commonPasswords } from './common-passwords.ts';

const derive = promisify(argon2);
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...cost, message: normal(password), nonce });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** As slow for an account that does not exist (null) as for one that does. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = phc.exec(stored ?? (await decoy)) ?? [];
  if (nonce === undefined || tag === undefined) return false;
  const expected = Buffer.from(tag, 'base64');
  const found = await derive('argon2id', {
    message: normal(password),
    nonce: Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected) && stored !== null;
}

const decoy = hashPassword(randomBytes(24).toString('base64'));

/** What is wrong with a new password, or null. The length is the protocol's to check. */
export function passwordProblem(password: string, account: string): string | null {
  const plain = normal(password).toLowerCase();
  if (plain.includes(account.toLowerCase()) && plain.length < account.length + 12) {
    return 'IDを含まないパスワードにしてください / choose a password that is not made of the account’s id';
  }
  if (new Set(plain).size < 5 || commonPasswords.has(plain.replace(/[^a-z0-9]/g, ''))) {
    return 'よく使われるパスワードです。別のものにしてください / this password is too common: choose another one';
  }
  return null;
}

/** The same characters typed on another keyboard are the same password (NIST SP 800-63B 3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
