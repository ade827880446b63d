// Panels and popovers over the page. The browser keeps the focus in them and returns it at the end. If the focused element was drawn again, the page
// returns the focus.

import { button, element } from './dom.js';
import { icon } from './icons.js';

const gap = 6;
const margin = 8;

export function openPanel(title, className = '') {
    const body = element('div', { class: 'panel-body' });
    const panel = element('dialog', { class: `panel ${className}`, 'aria-label': title },
        element('header', {},
            element('h2', {}, title),
            button({ class: 'icon-button', 'aria-label': 'Close', title: 'Close (Esc)', click: () => panel.close() }, icon('close'))),
        body);
    const returnFocus = placeOf(document.activeElement);
    panel.addEventListener('close', () => {
        panel.remove();
        returnFocus();
    });
    panel.addEventListener('click', (event) => event.target === panel && panel.close());
    document.body.append(panel);
    panel.showModal();
    return { body, close: () => panel.close() };
}

/** Opens a popover above or below an element, without covering it. Esc and a click elsewhere close it. */
export function openPopover(title, anchor, ...content) {
    const popover = element('div', { class: 'popover', popover: 'auto', role: 'dialog', 'aria-label': title }, ...content);
    const returnFocus = placeOf(document.activeElement);
    popover.addEventListener('toggle', (event) => {
        if (event.newState === 'closed') {
            popover.remove();
            returnFocus();
        }
    });
    document.body.append(popover);
    popover.showPopover();
    const move = () => place(popover, anchor.getBoundingClientRect());
    move();
    return { close: () => popover.hidePopover(), move };
}

/** Places the popover above the element if it fits there, otherwise below it. If the element fills the window, the popover covers its end. */
function place(popover, box) {
    const { offsetWidth: width, offsetHeight: height } = popover;
    const within = (value, end) => Math.max(margin, Math.min(value, end - margin));
    const above = box.top - gap - height;
    const top = above >= margin ? above : Math.min(box.bottom + gap, innerHeight - margin - height);
    popover.style.setProperty('top', `${within(top, innerHeight - height)}px`);
    popover.style.setProperty('left', `${within(box.left, innerWidth - width)}px`);
}

/** Remembers an element by its message and its key, because it may be drawn again. */
function placeOf(opener) {
    const messageId = opener.closest('[data-id]')?.dataset.id;
    const { key } = opener.dataset;
    return () => {
        if ((opener.isConnected && document.activeElement === opener) || document.activeElement !== document.body) {
            return;
        }

        const message = messageId && document.querySelector(`[data-id="${messageId}"]`);
        const current = opener.isConnected ? opener : key && (message || document).querySelector(`[data-key="${CSS.escape(key)}"]`);
        (current || message)?.focus();
    };
}
