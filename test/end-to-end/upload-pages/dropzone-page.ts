/** Dropzone.js: what is dropped or chosen leaves at once, by XMLHttpRequest. */
import Dropzone from 'dropzone';
import { told } from './told.ts';

const zone = new Dropzone('#drop', { url: '/upload/dropzone', paramName: 'file' });
zone.on('complete', (file) => {
  const { xhr } = file as { xhr?: XMLHttpRequest };
  told(xhr?.status ?? 0, xhr?.responseText ?? '');
});
