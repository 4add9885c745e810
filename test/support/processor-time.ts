/**
 * Milliseconds that this thread worked. Unlike the clock it does not see what else the machine does,
 * so a wide bound on it tells work that grows too fast, and nothing else.
 */
export function processorTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
