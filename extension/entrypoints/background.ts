import { defineBackground } from 'wxt/utils/define-background';
import { createBarrier } from '../background/barrier.ts';
import { listen } from '../background/listeners.ts';

export default defineBackground({
  type: 'module',
  main() {
    listen(createBarrier());
  },
});
