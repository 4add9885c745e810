/** A policy file → the policy, or the problems in words. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodePolicy } from '../../shared/policy/decode-policy.ts';
import { type ParsedPolicy, parsePolicy } from '../../shared/policy/parse.ts';
import type { Problem } from '../../shared/protocol/policy-change.ts';

export const starterPolicyFile = fileURLToPath(
  new URL('../../shared/policy/starter.yaml', import.meta.url),
);

export interface ReadPolicy extends ParsedPolicy {
  /** '' where the file cannot be read. */
  readonly yaml: string;
}

/** @param more see parsePolicy */
export async function readPolicyFile(
  file: string,
  more?: Parameters<typeof parsePolicy>[1],
): Promise<ReadPolicy> {
  const read = await readBytes(file);
  if ('message' in read) return { policy: null, problems: [read], yaml: '' };
  const decoded = decodePolicy(read);
  if (!decoded.ok) return { policy: null, problems: [decoded.problem], yaml: '' };
  return { ...parsePolicy(decoded.yaml, more), yaml: decoded.yaml };
}

async function readBytes(file: string): Promise<Uint8Array | Problem> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      severity: 'error',
      line: null,
      path: '',
      message:
        code === 'ENOENT'
          ? 'ポリシーのファイルがありません。/ There is no such policy file.'
          : `ポリシーのファイルを読めません (${code ?? '?'})。/ The policy file cannot be read.`,
      cure: 'ファイル名と、読む権限を確かめてください。/ Check the name, and the right to read it.',
    };
  }
}

/** `policy.yaml:12: error: destinations.default: … → …`, and a URL that shows it where there is one. */
export function problemLine(file: string, problem: Problem): string {
  const { severity, line, path, message, cure, witness } = problem;
  const place = line === null ? file : `${file}:${line}`;
  return `${place}: ${severity}: ${path === '' ? '' : `${path}: `}${message} → ${cure}${witness === undefined ? '' : ` [${witness}]`}\n`;
}
