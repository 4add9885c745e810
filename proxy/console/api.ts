/** The one place that speaks to the hub. Paths are held to the contract by the compiler. */
import type {
  ConsoleAnswer,
  ConsoleBody,
  ConsoleCall,
  consoleCalls,
  DownloadCall,
} from '../../shared/protocol/console.ts';
import { ApiError, errorFrom } from './api-error.ts';

type Calls = typeof consoleCalls;
type Callable = Exclude<ConsoleCall, DownloadCall>;

const routes = {
  session: 'GET /api/session',
  signIn: 'POST /api/session',
  signOut: 'DELETE /api/session',
  linkInfo: 'POST /api/one-time-link',
  useLink: 'POST /api/one-time-link/use',
  changePassword: 'PUT /api/password',
  accounts: 'GET /api/accounts',
  createAccount: 'POST /api/accounts',
  changeAccount: 'PATCH /api/accounts/:id',
  passwordLink: 'POST /api/accounts/:id/link',
  overview: 'GET /api/overview',
  wanted: 'GET /api/wanted',
  learning: 'GET /api/learning',
  policy: 'GET /api/policy',
  revisions: 'GET /api/revisions',
  revision: 'GET /api/revisions/:id',
  lists: 'GET /api/lists',
  list: 'GET /api/lists/:id',
  fetchFeed: 'POST /api/lists/:id/fetch',
  suggest: 'POST /api/policy/suggest',
  check: 'POST /api/policy/check',
  publish: 'POST /api/policy/publish',
  test: 'POST /api/policy/test',
  policyTests: 'GET /api/policy/tests',
  startReplay: 'POST /api/policy/replay',
  replay: 'GET /api/policy/replay/:id',
  cancelReplay: 'DELETE /api/policy/replay/:id',
  publishing: 'GET /api/publishing',
  propose: 'POST /api/proposals',
  proposals: 'GET /api/proposals',
  proposal: 'GET /api/proposals/:id',
  signProposal: 'POST /api/proposals/:id/sign',
  returnProposal: 'POST /api/proposals/:id/return',
  withdrawProposal: 'POST /api/proposals/:id/withdraw',
  publishProposal: 'POST /api/proposals/:id/publish',
  lineHistory: 'GET /api/lists/:id/history',
  accessRequests: 'GET /api/access-requests',
  grant: 'POST /api/access-requests/:id/grant',
  decline: 'POST /api/access-requests/:id/decline',
  opening: 'GET /api/access-requests/:id/opening',
  extend: 'POST /api/access-requests/:id/extend',
  records: 'GET /api/records',
  explainRecord: 'GET /api/records/:id/why',
  uploads: 'GET /api/uploads',
  uploadApprovals: 'GET /api/upload-approvals',
  approveUpload: 'POST /api/upload-approvals/:id/approve',
  sendBackUpload: 'POST /api/upload-approvals/:id/send-back',
  drafts: 'GET /api/drafts',
  draft: 'GET /api/drafts/:id',
  writeDraft: 'POST /api/drafts',
  reviseDraft: 'POST /api/drafts/:id/revise',
  approveDraft: 'POST /api/drafts/:id/approve',
  sendBackDraft: 'POST /api/drafts/:id/send-back',
  withdrawDraft: 'POST /api/drafts/:id/withdraw',
  postings: 'GET /api/postings',
  posting: 'GET /api/postings/:id',
  recognise: 'POST /api/postings/recognise',
  register: 'GET /api/register',
  registerHistory: 'GET /api/register/:id/history',
  editRegister: 'POST /api/register/:id/edit',
  checkTerms: 'POST /api/register/:id/terms',
  reviewPosting: 'POST /api/postings/:id/review',
  reviewQueue: 'GET /api/postings/queue',
  orderCorrection: 'POST /api/postings/:id/corrections',
  endCorrection: 'POST /api/postings/:id/corrections/end',
  commentPosting: 'POST /api/postings/:id/comments',
  postingDays: 'GET /api/postings/days',
  postingReport: 'GET /api/postings/report',
  postingImports: 'GET /api/postings/imports',
  readImport: 'POST /api/postings/imports/read',
  terminals: 'GET /api/terminals',
  notifications: 'GET /api/notifications',
  testNotification: 'POST /api/notifications/test',
  disasters: 'GET /api/disasters',
  throwDisaster: 'POST /api/disasters',
  endDisaster: 'POST /api/disasters/:id/end',
  documents: 'GET /api/documents',
  registerDocument: 'POST /api/documents',
  removeDocument: 'DELETE /api/documents/:id',
} as const satisfies { [C in Callable]: `${Calls[C]['method']} ${Calls[C]['path']}` };

/** Calls whose 401 means "wrong password" or "nobody yet", not "your session has ended". */
const unauthenticated: readonly Callable[] = ['session', 'signIn', 'linkInfo', 'useLink'];

export type Query = Readonly<Record<string, string | number | null | undefined>>;

export interface CallOptions<C extends Callable> {
  readonly id?: string;
  readonly query?: Query;
  readonly body?: ConsoleBody<C>;
  readonly signal?: AbortSignal;
}

let sessionEnded: () => void = () => {};
/** Called when the hub says that nobody is signed in any more. */
export function onSessionEnded(listener: () => void): void {
  sessionEnded = listener;
}

const resumptions = new Set<() => void>();
/** Called when somebody has signed in again: what failed meanwhile is worth another try. */
export function onSessionResumed(listener: () => void): () => void {
  resumptions.add(listener);
  return () => resumptions.delete(listener);
}
export function resumeSession(): void {
  for (const listener of [...resumptions]) listener();
}

/** @throws ApiError for every answer but success; the abort's own error when `signal` was aborted */
export async function call<C extends Callable>(
  name: C,
  options: CallOptions<C> = {},
): Promise<ConsoleAnswer<C>> {
  const [method = 'GET', template = ''] = routes[name].split(' ');
  const path = template.replace(':id', encodeURIComponent(options.id ?? ''));
  const answer = await request(method, path + queryText(options.query ?? {}), options);
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok && body !== null) return body as ConsoleAnswer<C>;
  if (answer.status === 401 && !unauthenticated.includes(name)) sessionEnded();
  throw errorFrom(answer.status, body);
}

async function request(
  method: string,
  path: string,
  options: { body?: unknown; signal?: AbortSignal },
): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', redirect: 'error' };
  if (options.signal) init.signal = options.signal;
  if (options.body instanceof Uint8Array) {
    init.body = options.body as Uint8Array<ArrayBuffer>;
    init.headers = { 'content-type': 'application/octet-stream' };
  } else if (options.body !== undefined) {
    init.body = JSON.stringify(options.body);
    init.headers = { 'content-type': 'application/json' };
  }
  try {
    return await fetch(path, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, { error: { code: 'unreachable', message: '' } });
  }
}

/** `?a=1&b=2` of what is filled in; '' of nothing. */
export function queryText(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
