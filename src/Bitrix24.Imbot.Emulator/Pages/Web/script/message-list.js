// The messages of the open dialog: drawn once each, and again only when something of them changed.

import { byId, element } from './dom.js';
import { messageElement } from './message.js';
import { store, portalNow } from './store.js';
import { dayName, isSameDay } from './time.js';

/** Messages of one author that come closer together than this are one group. */
const groupMilliseconds = 5 * 60 * 1000;

let drawn = new Map();

/** Draws everything anew: another dialog, another person, other names. */
export function forgetDrawn() {
    drawn = new Map();
    byId('messages').replaceChildren();
}

export function drawMessages(actions) {
    const wanted = [];
    const next = new Map();
    let previous = null;
    for (const message of [...store.messages.values()].sort((one, other) => one.id - other.id)) {
        if (!previous || !isSameDay(previous.date, message.date)) {
            wanted.push(reuse(next, `day ${message.date.slice(0, 10)}`, message.date.slice(0, 10), () => element('div', { class: 'day' },
                element('span', {}, dayName(message.date, portalNow())))));
            previous = null;
        }

        const follows = previous?.authorId === message.authorId && !previous.isSystem
            && new Date(message.date) - new Date(previous.date) < groupMilliseconds;
        wanted.push(reuse(next, message.id, message, () => messageElement(message, { follows, actions }), follows));
        previous = message;
    }

    drawn = next;
    place(byId('messages'), wanted);
}

/** The message to which Tab leads: one at a time, moved with the arrow keys. */
export function setTabStop(target) {
    byId('messages').querySelectorAll('.message[tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
    target?.setAttribute('tabindex', '0');
}

export function elementOf(messageId) {
    return byId('messages').querySelector(`[data-id="${Number(messageId)}"]`);
}

function reuse(next, key, source, draw, variant = false) {
    const known = drawn.get(key);
    const entry = known && known.source === source && known.variant === variant ? known : { source, variant, node: draw() };
    if (known && known !== entry) {
        entry.focusKey = focusKeyIn(known.node);
    }

    next.set(key, entry);
    return entry;
}

/** Puts the nodes in order and touches none that stays, so that focus and selection stay, too. */
function place(parent, entries) {
    const nodes = new Set(entries.map((entry) => entry.node));
    const neighbour = neighbourOfLost(parent, nodes);
    [...parent.children].filter((child) => !nodes.has(child)).forEach((child) => child.remove());
    let cursor = parent.firstElementChild;
    for (const { node } of entries) {
        if (node === cursor) {
            cursor = cursor.nextElementSibling;
        } else {
            parent.insertBefore(node, cursor);
        }
    }

    for (const entry of entries) {
        if (entry.focusKey) {
            (entry.node.querySelector(`[data-key="${CSS.escape(entry.focusKey)}"]`) ?? entry.node).focus({ preventScroll: true });
            delete entry.focusKey;
        }
    }

    if (neighbour && document.activeElement === document.body) {
        neighbour.focus({ preventScroll: true });
    }

    if (!parent.querySelector('.message[tabindex="0"]')) {
        setTabStop([...parent.querySelectorAll('.message')].at(-1));
    }
}

/** Where the focus goes when what has it will be gone: the next message that stays, or else the one before. */
function neighbourOfLost(parent, nodes) {
    const children = [...parent.children];
    const lost = children.findIndex((child) => !nodes.has(child) && child.contains(document.activeElement));
    const stays = (child) => nodes.has(child) && child.matches('.message');
    return lost < 0 ? null : children.slice(lost).find(stays) ?? children.slice(0, lost).findLast(stays) ?? null;
}

/** Where inside an element the focus is; "message" when on itself, null when elsewhere. */
function focusKeyIn(node) {
    return node.contains(document.activeElement) ? document.activeElement.dataset.key ?? 'message' : null;
}
