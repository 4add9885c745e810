/** `upstream`: the prefecture's proxy (security cloud), through which everything leaves. */
import { z } from 'zod';

export const upstreamSchema = z.strictObject({
  /** `http://host:port` or `https://host:port`; without a port 80 or 443. */
  proxy: z.string().min(1).max(300),
  /** Its password lies in a private file of each terminal (`sekisho upstream set-credential`). */
  credential: z.strictObject({ user: z.string().min(1).max(200) }).optional(),
  /** Hosts that are reached without it. */
  except: z.array(z.string()).optional(),
});
export type Upstream = z.infer<typeof upstreamSchema>;
