/**
 * One process at a time writes an audit log. The folder's file `lock` names it: process id, and
 * where the system tells it (Linux) the moment that the process began, because ids are used again.
 * The lock of a process that is gone is taken over.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writePrivateFileOnce } from '../platform/private-file.ts';
import { processStart } from '../platform/process-start.ts';
import { AuditLogError, auditLogError, errorCode } from './audit-log-error.ts';

interface Holder {
  readonly pid: number;
  readonly began: string | null;
  readonly nonce: string;
}

/** Somebody else may be taking the same lock away. */
const mostAttempts = 20;

/** Locks of this very process: its id says nothing about them. */
const ours = new Set<string>();

/** @throws AuditLogError `locked` with the cure, or the system's code */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const file = path.join(folder, 'lock');
  const holder: Holder = {
    pid: process.pid,
    began: await processStart(process.pid),
    nonce: randomUUID(),
  };
  const text = JSON.stringify(holder);
  // Before anybody can read it, who would take it for one that was left.
  ours.add(holder.nonce);
  try {
    await take(file, folder, text);
  } catch (error) {
    ours.delete(holder.nonce);
    throw error;
  }
  return {
    async [Symbol.asyncDispose]() {
      ours.delete(holder.nonce);
      if ((await read(file)) === text) await rm(file, { force: true });
    },
  };
}

async function take(file: string, folder: string, text: string): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    if (await create(file, folder, text)) return;
    const found = await read(file);
    if (found === null) continue;
    if (await isHeld(found)) {
      const pid = parse(found)?.pid;
      throw new AuditLogError(
        'locked',
        `Another process (${pid}) writes the audit log ${folder}. Stop it first; if no Sekisho runs, delete ${file}.`,
      );
    }
    await takeAway(file, found, folder, text);
  }
  throw new AuditLogError('locked', `Several processes want the audit log ${folder}. Start one.`);
}

async function create(file: string, folder: string, text: string): Promise<boolean> {
  try {
    return await writePrivateFileOnce(file, text);
  } catch (error) {
    throw auditLogError(error, folder);
  }
}

async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Holder;
    return Number.isInteger(value.pid) && value.pid > 0 ? value : null;
  } catch {
    return null;
  }
}

async function isHeld(text: string): Promise<boolean> {
  const holder = parse(text);
  if (holder === null) return false;
  if (holder.pid === process.pid) return ours.has(holder.nonce);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
  }
  const now = await processStart(holder.pid);
  return holder.began === null || now === null || now === holder.began;
}

/**
 * Only the lock that was judged, and only one at a time: whoever judged the same lock would take the
 * next one away. A claim that was left by a process that ended just here is taken away as it is.
 */
async function takeAway(file: string, judged: string, folder: string, text: string): Promise<void> {
  const claim = `${file}.taking`;
  if (!(await create(claim, folder, text))) {
    const claimed = await read(claim);
    if (claimed !== null && !(await isHeld(claimed))) await rm(claim, { force: true });
    return;
  }
  try {
    if ((await read(file)) === judged) await rm(file, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
}
