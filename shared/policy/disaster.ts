/**
 * Whether rules for a disaster are in force: somebody whom the policy names threw the switch, and
 * its end has not come. Switches stand in the bundle's signed manifest, so no terminal can make one;
 * one that hears nothing more keeps the last it heard of, until its end.
 */
import { z } from 'zod';
import { addDuration } from './duration.ts';

export const disasterSwitchSchema = z.strictObject({
  id: z.string().min(1).max(60),
  services: z.array(z.string().min(1).max(63)).min(1).max(200),
  from: z.iso.datetime(),
  /** Not included: at this moment it is over. */
  until: z.iso.datetime(),
});
export type DisasterSwitch = z.infer<typeof disasterSwitchSchema>;

/** A clock that is a little behind the hub's does not keep anybody waiting. */
const behindMs = 5 * 60_000;

/**
 * The switch of this service that is on. A clock set back brings none to life that was thrown later.
 * @param longest the period that the rules of now allow: a switch from before they were shortened ends with it
 * @param at epoch ms
 */
export function switchOn(
  switches: readonly DisasterSwitch[],
  service: string,
  longest: string,
  at: number,
): DisasterSwitch | null {
  return (
    switches.find((each) => each.services.includes(service) && isOn(each, longest, at)) ?? null
  );
}

function isOn({ from, until }: DisasterSwitch, longest: string, at: number): boolean {
  const begin = Date.parse(from);
  const end = Math.min(Date.parse(until), addDuration(begin, longest));
  return at >= begin - behindMs && at < end;
}
