// The messages of the open dialog. A message is drawn again only when it has changed.

import { byId, element } from './dom.js';
import { messageElement } from './message.js';
import { dialogTitle, portalNow, shownMessages, store } from './store.js';
import { dayName, isSameDay } from './time.js';

/** Messages of one author within this time are one group. */
const groupMilliseconds = 5 * 60 * 1000;

let drawn = new Map();

/** Makes the next call draw all messages: for another dialog or person, or after a change of names. */
export function forgetDrawn() {
    drawn = new Map();
    byId('messages').replaceChildren();
}

/** Draws the messages, with a line before the first one that is new to the person. */
export function drawMessages(actions, firstNewId) {
    const wanted = [];
    const next = new Map();
    let previous = null;
    const messages = shownMessages();
    for (const message of messages) {
        if (!previous || !isSameDay(previous.date, message.date)) {
            wanted.push(reuse(next, `day ${message.date.slice(0, 10)}`, message.date.slice(0, 10), () => element('div', { class: 'day' },
                element('span', {}, dayName(message.date, portalNow())))));
            previous = null;
        }

        if (message.id === firstNewId) {
            wanted.push(reuse(next, 'new', firstNewId, () => element('div', { class: 'new-messages', id: 'new-messages' }, 'New messages')));
            previous = null;
        }

        const follows = previous?.authorId === message.authorId && !previous.isSystem
            && new Date(message.date) - new Date(previous.date) < groupMilliseconds;
        wanted.push(reuse(next, message.id, message, () => messageElement(message, { follows, actions }), follows));
        previous = message;
    }

    if (messages.length === 0 && store.dialog.dialogId) {
        wanted.push(reuse(next, 'none', store.dialog, () => element('p', { class: 'no-messages' }, `No messages yet. ${invitation()}`)));
    }

    drawn = next;
    place(byId('messages'), wanted);
}

function invitation() {
    const { dialog } = store;
    return store.users.get(Number(dialog.dialogId))?.isBot
        ? `Write to ${dialogTitle(dialog)}, or type / to see its commands.`
        : 'Write the first one.';
}

/** Sets the message that Tab moves to. From there, the arrow keys move on. */
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

/** Puts the nodes in order without touching those that stay, to keep focus and selection. */
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

/** The message that receives the focus when the focused one disappears: the next one that remains, or the previous one. */
function neighbourOfLost(parent, nodes) {
    const children = [...parent.children];
    const lost = children.findIndex((child) => !nodes.has(child) && child.contains(document.activeElement));
    const stays = (child) => nodes.has(child) && child.matches('.message');
    return lost < 0 ? null : children.slice(lost).find(stays) ?? children.slice(0, lost).findLast(stays) ?? null;
}

/** The key of the focused part of an element, "message" for the element, or null if the focus is elsewhere. */
function focusKeyIn(node) {
    return node.contains(document.activeElement) ? document.activeElement.dataset.key ?? 'message' : null;
}
