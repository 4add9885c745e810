/** What came in, by its schema; what does not fit is said per field, in Japanese and English. */
import { z } from 'zod';
import { Refusal } from './refusals.ts';

const { localeError: japanese } = z.locales.ja();
const { localeError: english } = z.locales.en();

/** Better than what the schema can say by itself. */
const sentences: Record<string, string> = {
  'id invalid_format':
    '半角の英小文字・数字と . _ - で2〜63文字、先頭は英数字にしてください / use 2 to 63 lower-case letters, digits, dots, underlines or hyphens, beginning with a letter or digit',
  'password too_small': '12文字以上にしてください / use at least 12 characters',
  'next too_small': '12文字以上にしてください / use at least 12 characters',
  'name too_small': '入力してください / write a name',
  'note too_small': '変更の理由を入力してください / say what the change is for',
  'word too_small': '理由を入力してください / say why',
};

/** @throws Refusal `invalid` with its fields, `malformed` where nothing came */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: japanese });
  if (parsed.success) return parsed.data;
  const inEnglish = schema.safeParse(input, { error: english }).error?.issues ?? [];
  const fields: Record<string, string> = {};
  for (const [index, { path, code, message }] of parsed.error.issues.entries()) {
    const name = path.join('.');
    const other = inEnglish[index]?.message ?? message;
    const plain = other === message ? message : `${message} / ${other}`;
    fields[name] ??= sentences[`${name} ${code}`] ?? plain;
  }
  if (Object.hasOwn(fields, '')) throw new Refusal('malformed');
  throw new Refusal('invalid', { fields });
}
