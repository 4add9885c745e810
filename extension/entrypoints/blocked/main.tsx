import { render } from 'preact';
import { askBackground } from '../../pages/ask-background.ts';
import { BlockPage } from '../../pages/block-page.tsx';
import { language, text } from '../../platform/text.ts';

document.documentElement.lang = language();
document.title = text('page_title');
const root = document.querySelector('#root') ?? document.body;
const query = new URLSearchParams(location.search);
const show = (reference: string) => render(<BlockPage reference={reference} />, root);

const start = query.get('start');
if (start === null) show(query.get('ref') ?? '');
else void askBackground('start', { url: start }).then((answer) => show(answer?.ref ?? ''));
