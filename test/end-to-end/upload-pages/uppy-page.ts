/** Uppy's dashboard: what is dropped or chosen leaves at once, by tus, a resumable upload. */
import Uppy from '@uppy/core';
import Dashboard from '@uppy/dashboard';
import Tus from '@uppy/tus';
import { told } from './told.ts';

// What an earlier visit left before its answer came would be asked after, not sent again.
localStorage.clear();

const uppy = new Uppy({ autoProceed: true });
uppy.use(Dashboard, { inline: true, target: '#drop', width: 600, height: 300 });
uppy.use(Tus, {
  endpoint: '/tus/',
  retryDelays: [],
  // Else the same file is not sent a second time.
  removeFingerprintOnSuccess: true,
});
uppy.on('complete', ({ successful, failed }) => {
  const files = (successful ?? []).map(({ name, size }) => ({ name, bytes: size }));
  told((failed ?? []).length === 0 ? 200 : 0, JSON.stringify(files));
});
