/** FilePond: what is dropped or chosen leaves at once, by XMLHttpRequest, one request each. */
import { create } from 'filepond';
import { told } from './told.ts';

const input = document.querySelector('#pond') as HTMLInputElement;
const pond = create(input, {
  name: 'file',
  allowMultiple: true,
  server: {
    url: '',
    process: {
      url: '/upload/filepond',
      method: 'POST',
      onload(answer: string) {
        told(200, answer);
        return answer;
      },
      onerror(answer: string) {
        told(0, '');
        return answer;
      },
    },
  },
});
// Its own element takes the place of the input.
pond.element?.setAttribute('id', 'drop');
