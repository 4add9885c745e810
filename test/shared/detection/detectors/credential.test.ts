import { describe, expect, it } from 'vitest';
import { kindsIn, kindsInTable, masksIn } from '../../../support/found-kinds.ts';

const kind = 'credential';
const key = `-----BEGIN RSA ${'PRIVATE'} KEY-----`;

describe('a credential', () => {
  it.each([
    ['a key', `${key}\nMIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo`],
    ['a key in JSON', `{"private_key": "${key}\\nMIIEowIBAAKCAQEAu1SU1LfVLPHC"}`],
    ['a key of PuTTY', `PuTTY-User-Key-File-${'3'}: ssh-ed25519\nEncryption: none`],
    ['a password with a label in Japanese', 'パスワード: Haru2026'],
    ['a password, full-width', 'ＰＡＳＳＷＯＲＤ：Haru#2026'],
    ['a PIN', '暗証番号 : 4071'],
    ['a connection string', `Server=db01;Database=zei;User Id=app;Password=${'s3cr!t-zei'};`],
    ['a header', `Authorization: Basic ${'dXNlcjpwYXNzd29yZA=='}`],
    ['a key of an API', `api_key = "${'q8Zr1mT5vX2cB7nK'}${'9pLw3dF6'}"`],
    ['a password of YAML', `  password: ${'Tsubame-55'}`],
  ])('is found: %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/Haru|4071|s3cr|q8Zr|Tsubame|MIIE|dXNl/);
  });

  it.each([
    ['a rule', 'パスワードは定期的に変更し、他人に知られないようにする。'],
    ['a field of a form', '<label>パスワード</label><input type="password" name="pass">'],
    ['a variable', 'const password = getPassword();'],
    ['a place', `PASSWORD=$${'{DB_PASSWORD}'}`],
    ['stars', 'パスワード: ********'],
    ['a type', 'password: string;'],
    ['an address with a port', 'https://example.com:8443/path@2x.png'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0B'],
    ['a digest', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a site with a mail address behind it', 'https://kaap.example,Mail:kaap_x@bonito.example'],
    ['a word', 'tokenizer: sentencepiece-unigram-1'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });

  it.each<[string, string[][], boolean]>([
    [
      'under its header',
      [
        ['ID', 'パスワード'],
        ['mihon01', 'Qw8#rTy2zX'],
      ],
      true,
    ],
    [
      'beside its label',
      [
        ['ID', 'admin'],
        ['パスワード', 'bN5!mK0pLq'],
      ],
      true,
    ],
    [
      'a name that ends in the word',
      [
        ['会社', 'コード'],
        ['株式会社PASS', 'E12345678'],
      ],
      false,
    ],
    [
      'another column',
      [
        ['パスワード', '型番'],
        ['別紙のとおり', 'Qw8#rTy2zX'],
      ],
      false,
    ],
  ])('in a table %s', (_, rows, is) => {
    expect(kindsInTable(rows).includes(kind)).toBe(is);
  });
});
