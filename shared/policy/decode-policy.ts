/** Bytes of a file → text. A policy is UTF-8; what Japanese Windows calls ANSI is Shift_JIS. */
import type { Problem } from '../protocol/policy-change.ts';

export type DecodedPolicy =
  | { readonly ok: true; readonly yaml: string }
  | { readonly ok: false; readonly problem: Problem };

export function decodePolicy(bytes: Uint8Array): DecodedPolicy {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  try {
    if (!wide) return { ok: true, yaml: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Not UTF-8: said below.
  }
  return {
    ok: false,
    problem: {
      severity: 'error',
      line: null,
      path: '',
      message: wide
        ? 'ファイルが UTF-16 で保存されています。/ The file is saved as UTF-16.'
        : 'ファイルが UTF-8 ではありません (Shift_JIS かもしれません)。/ The file is not UTF-8 (perhaps Shift_JIS).',
      cure: '文字コードを UTF-8 にして保存し直してください。/ Save it again as UTF-8.',
    },
  };
}
