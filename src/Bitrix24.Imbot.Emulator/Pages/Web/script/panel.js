// A window over the page. The browser keeps the focus in it, and gives it back at the end; where the element has been made anew by then, the page does.

import { button, element } from './dom.js';
import { icon } from './icons.js';

export function openPanel(title, className = '') {
    const body = element('div', { class: 'panel-body' });
    const panel = element('dialog', { class: `panel ${className}`, 'aria-label': title },
        element('header', {},
            element('h2', {}, title),
            button({ class: 'icon-button', 'aria-label': 'Close', title: 'Close (Esc)', click: () => panel.close() }, icon('close'))),
        body);
    const giveBackFocus = placeOf(document.activeElement);
    panel.addEventListener('close', () => {
        panel.remove();
        giveBackFocus();
    });
    panel.addEventListener('click', (event) => event.target === panel && panel.close());
    document.body.append(panel);
    panel.showModal();
    return { body, close: () => panel.close() };
}

/** Remembers an element by its message and its key in it, for it may be made anew. */
function placeOf(opener) {
    const messageId = opener.closest('[data-id]')?.dataset.id;
    const { key } = opener.dataset;
    return () => {
        if (opener.isConnected || document.activeElement !== document.body) {
            return;
        }

        const message = messageId && document.querySelector(`[data-id="${messageId}"]`);
        const anew = key && (message || document).querySelector(`[data-key="${CSS.escape(key)}"]`);
        (anew || message)?.focus();
    };
}
