/** Whether a canonical host is among those of a service: `x.com`, or `*.5ch.net` for it and all below. */
export function hostsInclude(hosts: readonly string[], host: string): boolean {
  return hosts.some((each) =>
    each.startsWith('*.') ? host === each.slice(2) || host.endsWith(each.slice(1)) : host === each,
  );
}
