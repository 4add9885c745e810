/** The register of services as entries: its hosts, its name among the lists, what it opens. */
import { parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { mayMatch } from '../destination/match.ts';
import { checkMatch } from './check-entries.ts';
import { servicesPlace } from './compile-services.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { Policy } from './schema.ts';
import { type RegisteredService, serviceFunctions } from './services-schema.ts';

export function checkServices({ services = [], destinations, intercept }: Policy): Finding[] {
  const except = (intercept?.except ?? []).map(({ match }) => match);
  return [
    ...(destinations.lists ?? []).flatMap(({ id }, i) =>
      id === servicesPlace ? [nameTaken(['destinations', 'lists', i, 'id'])] : [],
    ),
    ...services.flatMap((service, i) => [
      ...service.hosts.flatMap((host, j) => checkMatch(host, 'allow', ['services', i, 'hosts', j])),
      ...checkFunctions(service, ['services', i]),
      ...checkSeen(service, except, ['services', i]),
    ]),
  ];
}

function nameTaken(at: Place): Finding {
  return error(
    at,
    'リストの id に services は使えません。台帳 (services) の規則の名前です。/ No list may be called services: that is what the rules of the register are called.',
    'ほかの id にしてください。/ Give the list another id.',
  );
}

function checkFunctions({ functions }: RegisteredService, at: Place): Finding[] {
  if (functions.includes('view')) return [];
  return [
    warning(
      [...at, 'functions'],
      'view がないので、このサービスのページはだれも開けません。/ Without view nobody can open a page of this service.',
      '開いてよいなら、functions に view を加えてください。/ Add view to functions where its pages may be opened.',
    ),
  ];
}

function checkSeen(
  { functions, hosts }: RegisteredService,
  except: readonly string[],
  at: Place,
): Finding[] {
  if (functions.length === serviceFunctions.length) return [];
  return hosts.flatMap((host, j) => {
    if (!except.some((each) => covers(each, host))) return [];
    return [
      warning(
        [...at, 'hosts', j],
        `「${host}」は intercept.except にあり、何をしているかが見えません。functions は守られません。/ This host is excepted from interception: what is done there is not seen, and functions are not kept.`,
        'except から外してください。/ Take it out of except.',
      ),
    ];
  });
}

function covers(exception: string, host: string): boolean {
  const [wide, own] = [parseMatch(exception), parseMatch(host)];
  if (!wide.ok || !own.ok) return false;
  const { key } = own.match;
  const parsed = parseDestination(`https://${key.includes(':') ? `[${key}]` : key}/`);
  return parsed.ok && mayMatch(wide.match, parsed.destination);
}
