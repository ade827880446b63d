// A window over the page. The browser keeps the focus in it, and gives it back at the end.

import { button, element } from './dom.js';
import { icon } from './icons.js';

export function openPanel(title, className = '') {
    const body = element('div', { class: 'panel-body' });
    const panel = element('dialog', { class: `panel ${className}`, 'aria-label': title },
        element('header', {},
            element('h2', {}, title),
            button({ class: 'icon-button', 'aria-label': 'Close', title: 'Close (Esc)', click: () => panel.close() }, icon('close'))),
        body);
    panel.addEventListener('close', () => panel.remove());
    panel.addEventListener('click', (event) => event.target === panel && panel.close());
    document.body.append(panel);
    panel.showModal();
    return { body, close: () => panel.close() };
}
