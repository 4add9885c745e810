/** Files that are pasted leave at once, by fetch; text that is pasted stays in the area. */
import { send } from './told.ts';

document.getElementById('paste')?.addEventListener('paste', (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  const form = new FormData();
  for (const file of files) form.append('file', file);
  void send('/upload/paste', form);
});
