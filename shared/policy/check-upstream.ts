/** Whether the proxy above this one can be read, and its exceptions name hosts. */
import { parseMatch } from '../destination/entry-match.ts';
import { needsPath } from '../destination/match.ts';
import { error, type Finding, type Place } from './finding.ts';
import type { Policy } from './schema.ts';
import { parseProxy } from './upstream.ts';

export function checkUpstream(upstream: Policy['upstream']): Finding[] {
  if (upstream === undefined) return [];
  const { proxy, credential, except = [] } = upstream;
  return [
    ...(parseProxy(proxy) === null ? [malformedProxy(proxy)] : []),
    // Basic joins user and password by a colon (RFC 7617).
    ...(credential !== undefined && /[:\p{Cc}]/u.test(credential.user) ? [malformedUser()] : []),
    ...except.flatMap((text, i) => checkException(text, ['upstream', 'except', i])),
  ];
}

function malformedProxy(text: string): Finding {
  const at = ['upstream', 'proxy'];
  if (text.includes('@')) {
    return error(
      at,
      '利用者名とパスワードはここに書けません。/ User and password have no place here.',
      '利用者名は credential.user に書き、パスワードは各端末で「sekisho upstream set-credential」により登録してください。/ Write the user as credential.user, and store the password on each terminal by "sekisho upstream set-credential".',
    );
  }
  return error(
    at,
    `「${text}」は上位プロキシのアドレスではありません。/ This is not the address of a proxy.`,
    '"http://cloud.example.lg.jp:8080" のように、方式 (http か https)、ホスト、ポートだけを書いてください。/ Write scheme (http or https), host and port alone, such as "http://cloud.example.lg.jp:8080".',
  );
}

function malformedUser(): Finding {
  return error(
    ['upstream', 'credential', 'user'],
    '利用者名に「:」や制御文字は使えません。/ A user name takes no colon and no control character.',
    '利用者名だけを書いてください。パスワードは端末で登録します。/ Write the user name alone; the password is stored on the terminal.',
  );
}

function checkException(text: string, at: Place): Finding[] {
  const parsed = parseMatch(text);
  if (!parsed.ok) {
    const { message, cure } = parsed.problem;
    return [error(at, `「${text}」: ${message}`, cure)];
  }
  if (!needsPath(parsed.match) && parsed.match.scheme === null) return [];
  return [
    error(
      at,
      'upstream.except には方式もパスも書けません。/ An exception from the upstream proxy takes neither scheme nor path.',
      'ホスト名 (とポート) だけにしてください。/ Name the host (and port) alone.',
    ),
  ];
}
