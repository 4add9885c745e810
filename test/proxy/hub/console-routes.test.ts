import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { addConsoleRoutes, type Handlers } from '../../../proxy/hub/console-routes.ts';
import { Refusal } from '../../../proxy/hub/refusals.ts';
import { consoleCalls } from '../../../shared/protocol/console.ts';

test('every call of the protocol is a route, and gets what its schemas make', async () => {
  const seen: [string, object][] = [];
  const handlers = Object.fromEntries(
    Object.keys(consoleCalls).map((name) => [
      name,
      async ({ body, query, id }: { body: unknown; query: unknown; id: string }) => {
        seen.push([name, { body, query, id }]);
        return {};
      },
    ]),
  ) as unknown as Handlers;
  await using app = fastify();
  app.decorateRequest('caller', null);
  app.setValidatorCompiler(() => () => true);
  app.setErrorHandler((error, _, reply) =>
    reply.code(error instanceof Refusal ? error.status : 500).send({}),
  );
  addConsoleRoutes(app, handlers);
  for (const { method, path } of Object.values(consoleCalls)) {
    expect(app.hasRoute({ method, url: path }), path).toBe(true);
  }
  await app.inject({ method: 'GET', url: '/api/records?limit=7&user=a' });
  await app.inject({
    method: 'PATCH',
    url: '/api/accounts/sato',
    payload: { name: 'x', other: 1 },
  });
  expect(seen).toEqual([
    ['records', { body: undefined, query: { limit: 7, user: 'a' }, id: '' }],
    ['changeAccount', { body: { name: 'x' }, query: undefined, id: 'sato' }],
  ]);
  const bad = await app.inject({ method: 'GET', url: '/api/records?limit=0' });
  expect(bad.statusCode).toBe(400);
  expect(seen).toHaveLength(2);
});
