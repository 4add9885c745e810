/** Vue: a model holds what was chosen, and a button sends it by fetch. */
import { createApp, defineComponent, h, ref } from 'vue';
import { send } from './told.ts';

const UploadForm = defineComponent(() => {
  const files = ref<File[]>([]);
  const submit = () => {
    const form = new FormData();
    for (const file of files.value) form.append('file', file);
    void send('/upload/vue', form);
  };
  return () => [
    h('input', {
      type: 'file',
      multiple: true,
      'aria-label': 'ファイル',
      onChange: ({ target }: Event) => {
        files.value = [...((target as HTMLInputElement).files ?? [])];
      },
    }),
    h(
      'ul',
      { id: 'chosen' },
      files.value.map(({ name }) => h('li', { key: name }, name)),
    ),
    h(
      'button',
      { type: 'button', id: 'send', disabled: files.value.length === 0, onClick: submit },
      '送信',
    ),
  ];
});

createApp(UploadForm).mount('#root');
