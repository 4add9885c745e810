/** In a frame: sends what the page around it says, to its own site. */
import { fetched } from './sending.ts';

addEventListener('message', async ({ data }: MessageEvent) => {
  const { place, url, text } = data as { place: string; url: string; text: string };
  parent.postMessage({ place, outcome: await fetched(url, text) }, '*');
});
