import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { standInForDrops } from '../guard/drop-stand-in.ts';
import { handOverFrom } from '../guard/hand-over.ts';

/** In every frame, in the page's own world; see manifest.ts. */
export default defineUnlistedScript(() => {
  handOverFrom(window);
  standInForDrops(window);
});
