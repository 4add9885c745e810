/** The console's calls as routes: the table in shared/protocol/console.ts, joined to its handlers. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import {
  type ConsoleAnswer,
  type ConsoleBody,
  type ConsoleCall,
  consoleCalls,
  type DownloadCall,
} from '../../shared/protocol/console.ts';
import { mostDocumentBytes } from '../../shared/protocol/documents.ts';
import type { Caller } from './accounts/sessions.ts';
import { checkInput } from './check-input.ts';

export type ConsoleQuery<C extends ConsoleCall> = (typeof consoleCalls)[C] extends {
  query: infer Q extends z.ZodType;
}
  ? z.output<Q>
  : never;

/** Calls of which the table of roles asks no session. */
type OpenCall = 'signIn' | 'linkInfo' | 'useLink';

export interface Input<C extends ConsoleCall> {
  readonly body: ConsoleBody<C>;
  readonly query: ConsoleQuery<C>;
  /** Of `/:id`; else ''. */
  readonly id: string;
  readonly caller: C extends OpenCall ? null : Caller;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Handlers = {
  readonly [C in ConsoleCall]: (
    input: Input<C>,
  ) => Promise<C extends DownloadCall ? FastifyReply : ConsoleAnswer<C>>;
};

interface CallShape {
  readonly method: string;
  readonly path: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly answer: z.ZodType;
}

const megabyte = 1024 * 1024;
const bodyLimits: Partial<Record<ConsoleCall, number>> = {
  suggest: 2 * megabyte,
  check: 16 * megabyte,
  publish: 16 * megabyte,
  propose: 16 * megabyte,
  test: 16 * megabyte,
  startReplay: 16 * megabyte,
  recognise: 16 * megabyte,
  registerDocument: mostDocumentBytes,
  writeDraft: 18 * megabyte,
  reviseDraft: 18 * megabyte,
};
/** Per address and minute. */
const rates: Partial<Record<ConsoleCall, number>> = {
  signIn: 30,
  linkInfo: 60,
  useLink: 30,
  changePassword: 30,
};

export function addConsoleRoutes(app: FastifyInstance, handlers: Handlers): void {
  for (const name of Object.keys(consoleCalls) as ConsoleCall[]) {
    app.route(consoleRoute(name, handlers[name] as (input: unknown) => Promise<unknown>));
  }
}

function consoleRoute(
  name: ConsoleCall,
  handle: (input: unknown) => Promise<unknown>,
): RouteOptions {
  const call: CallShape = consoleCalls[name];
  const { body, query } = call;
  const limit = bodyLimits[name];
  const rate = rates[name];
  return {
    method: call.method,
    url: call.path,
    schema: describe(name, call),
    ...(limit === undefined ? {} : { bodyLimit: limit }),
    ...(rate === undefined ? {} : { config: { rateLimit: { max: rate, timeWindow: '1 minute' } } }),
    handler: (request, reply) =>
      handle({
        body: body === undefined ? undefined : checkInput(body, request.body),
        query: query === undefined ? undefined : checkInput(query, request.query),
        id: (request.params as { id?: string }).id ?? '',
        caller: request.caller,
        request,
        reply,
      }),
  };
}

/** For OpenAPI. */
function describe(name: ConsoleCall, { body, query, answer }: CallShape) {
  const json = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    return rest;
  };
  return {
    operationId: name,
    ...(body === undefined ? {} : { body: json(body, 'input') }),
    ...(query === undefined ? {} : { querystring: json(query, 'input') }),
    response: { 200: { description: name, ...json(answer, 'output') } },
  };
}
