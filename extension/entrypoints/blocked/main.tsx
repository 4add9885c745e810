import { render } from 'preact';
import { BlockPage } from '../../pages/block-page.tsx';
import { language, text } from '../../platform/text.ts';

document.documentElement.lang = language();
document.title = text('page_title');
const root = document.querySelector('#root') ?? document.body;
const reference = new URLSearchParams(location.search).get('ref') ?? '';
render(<BlockPage reference={reference} />, root);
