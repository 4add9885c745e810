/** The session's cookie. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { longestMs } from './sessions.ts';

export const cookieName = 'sekisho_session';
/** No Secure: the hub is plain HTTP on loopback, where Firefox would not send it back. */
const attributes = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

export function readCookie(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName];
}

export function writeCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, { ...attributes, maxAge: longestMs / 1000 });
}

export function clearCookie(reply: FastifyReply): void {
  reply.clearCookie(cookieName, attributes);
}
