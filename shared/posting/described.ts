/**
 * A service that the catalogue does not have, as an administrator describes it in the policy: which
 * requests post, by method and path, and where the text stands. What it does not name on the
 * service's hosts is an unknown write, as everywhere.
 */
import { compilePathGlob } from '../destination/glob.ts';
import type { Act, Method, Rule, Service } from './service.ts';

export interface DescribedRequest {
  /** `harmless`: it sends nothing that is published. */
  readonly act: Act | 'harmless';
  /** Where it is not written: every method that writes. */
  readonly methods?: readonly Method[] | undefined;
  /** The path of a glob. */
  readonly path: string;
  /** Fields that must have this value; `*`: any that says something. */
  readonly has?: Readonly<Record<string, string>> | undefined;
  /** Paths into the body of what the person wrote (content.ts). */
  readonly text?: readonly string[] | undefined;
  /** The text holds markup, which is taken off. */
  readonly format?: 'html' | undefined;
  readonly account?: readonly string[] | undefined;
  /** Names of what was uploaded before. Files in the body are found without them. */
  readonly attachments?: readonly string[] | undefined;
  /** The whole body is one file. */
  readonly whole?: 'file' | undefined;
}

export interface Described {
  readonly id: string;
  readonly title: string;
  readonly hosts: readonly string[];
  readonly charset?: 'shift_jis' | 'euc-jp' | undefined;
  readonly requests: readonly DescribedRequest[];
}

const writes: readonly Method[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** @throws Error on a path that checkDescribed refuses */
export function describedService({ id, title, hosts, charset, requests }: Described): Service {
  const rules = requests.filter(({ act }) => act !== 'harmless');
  const harmless = requests.filter(({ act }) => act === 'harmless');
  return {
    id,
    title,
    hosts,
    ...(charset !== undefined && { charset }),
    rules: rules.map(toRule),
    harmless: harmless.map((each) => ({ ...common(each), methods: each.methods ?? writes })),
    evidence: ['the policy'],
  };
}

function toRule(request: DescribedRequest): Rule {
  const { act, methods = writes, text, format, account, attachments, whole } = request;
  return {
    ...common(request),
    methods,
    act: act === 'harmless' ? null : act,
    ...(text !== undefined && { text }),
    ...(format !== undefined && { format }),
    ...(account !== undefined && { account }),
    ...(attachments !== undefined && { attachments }),
    ...(whole === 'file' && { isFile: true as const }),
  };
}

/** `has` tells requests of one path apart, as `mode=delete` of a form does. */
function common({ path, has }: DescribedRequest): Pick<Rule, 'path' | 'when'> {
  const glob = compilePathGlob(path);
  if (glob === null) throw new Error(`posting.requests: ${path}`);
  if (has === undefined) return { path: glob };
  const wanted = Object.entries(has);
  return {
    path: glob,
    when: (content) =>
      wanted.every(([name, value]) =>
        value === '*' ? content.has(name) : content.texts(name).includes(value),
      ),
  };
}
