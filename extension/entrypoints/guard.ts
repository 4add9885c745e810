import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startGuard } from '../guard/guard.ts';

/** In every frame, in a world of its own; see manifest.ts. */
export default defineUnlistedScript(() => startGuard());
