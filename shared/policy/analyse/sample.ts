/** A request that an entry matches: its URL, and somebody and some time that it counts for. */
import { classifyAddress } from '../../destination/address.ts';
import { type Destination, parseDestination, urlText } from '../../destination/destination.ts';
import { matches } from '../../destination/match.ts';
import type { DestinationRequest } from '../decide-destination.ts';
import { isAskedFor, readInitiator } from '../initiator.ts';
import { isAt, isFor, type Person } from '../scope.ts';
import type { PlacedEntry } from './placed-entry.ts';

const halfHour = 30 * 60_000;
/** Three weeks and a day: hours come round within it, national holidays or not. */
const halfHours = 22 * 48;

/** @returns null where no URL could be made that it matches */
export function sampleDestination(placed: PlacedEntry): Destination | null {
  const { match, action } = placed.entry;
  const scheme = match.scheme ?? 'https';
  const port = match.port === null ? '' : `:${match.port}`;
  for (const fill of ['www', 'a']) {
    const query = placed.query.replaceAll('*', '');
    const path = placed.isGlob ? filled(placed.path, fill) : placed.path;
    const url = `${scheme}://${sampleHost(placed, fill)}${port}${path || '/'}${query && `?${query}`}`;
    const parsed = parseDestination(url);
    if (parsed.ok && matches(match, parsed.destination, action === 'allow')) {
      return parsed.destination;
    }
  }
  return null;
}

/** @returns null where nobody, or no time within three weeks of `at` or of its beginning, is in its scope */
export function sampleRequest(
  placed: PlacedEntry,
  units: ReadonlyMap<string, string | null>,
  at: number,
): DestinationRequest | null {
  const destination = sampleDestination(placed);
  const { scopes } = placed.entry;
  const person = samplePerson(placed, units);
  if (destination === null || person === null) return null;
  const page = placed.entry.initiators.at(-1)?.[0];
  const asked = { destination, ...person, ...(page && { initiator: `https://${page.key}/` }) };
  if (!isAskedFor(placed.entry.initiators, readInitiator(asked))) return null;
  const beginning = Math.max(at, ...scopes.map((scope) => scope?.from ?? at));
  for (let step = 0; step <= halfHours; step++) {
    const moment = beginning + step * halfHour;
    if (scopes.every((scope) => isAt(scope, moment))) return { ...asked, at: moment };
    if (scopes.every((scope) => scope === null || scope.hours === null)) return null;
  }
  return null;
}

/** @param units of the users that the policy names */
function samplePerson(
  { entry: { scopes } }: PlacedEntry,
  units: ReadonlyMap<string, string | null>,
): Person | null {
  const named = scopes.flatMap((scope) => (scope?.users ? [...scope.users] : []));
  const groups = scopes.flatMap((scope) => (scope?.units ? [...scope.units] : []));
  const terminal = scopes.flatMap((scope) => [...(scope?.terminals ?? [])])[0] ?? null;
  const people: Person[] =
    named.length > 0
      ? named.flatMap((user) => {
          const unit = units.get(user);
          return unit
            ? [{ user, unit, terminal }]
            : (groups.length > 0 ? groups : [null]).map((group) => ({
                user,
                unit: group,
                terminal,
              }));
        })
      : (groups.length > 0 ? groups : [null]).map((unit) => ({ user: null, unit, terminal }));
  return people.find((person) => scopes.every((scope) => isFor(scope, person))) ?? null;
}

/** As people type it: who reads a warning tries the URL. */
export function sampleUrl(placed: PlacedEntry): string | null {
  const destination = sampleDestination(placed);
  return destination === null ? null : urlText(destination);
}

function sampleHost({ entry: { match }, isGlob, host }: PlacedEntry, fill: string): string {
  if (match.key === '' && !isGlob) return 'www.example.com';
  if (!isGlob || match.host === null) {
    const isIpv6 = classifyAddress(match.key) !== null && match.key.includes(':');
    return match.key === '' ? 'www.example.com' : isIpv6 ? `[${match.key}]` : match.key;
  }
  return filled(host, fill);
}

function filled(glob: string, fill: string): string {
  return glob
    .replace(/\{([^,{}]*)[^{}]*\}/g, '$1')
    .replaceAll('**', fill)
    .replaceAll('*', fill)
    .replaceAll('?', 'a');
}
