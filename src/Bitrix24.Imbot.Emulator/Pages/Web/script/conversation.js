// The open dialog: its bar, its messages, and who is typing.

import { avatar } from './avatar.js';
import { control } from './control.js';
import { button, byId, element, fill } from './dom.js';
import { chooseWhereTo } from './forward.js';
import { icon } from './icons.js';
import { openMembers } from './members.js';
import { describe } from './message.js';
import { drawMessages, elementOf, forgetDrawn, setTabStop } from './message-list.js';
import { chooseReaction } from './reactions.js';
import { whenReleased } from './press.js';
import { remove } from './removal.js';
import { go, route } from './route.js';
import { dialogTitle, onChange, shownMessages, store, userName } from './store.js';
import { announce, toast } from './toast.js';
import { showTyping } from './typing.js';

/** The page scrolls to new messages if the end of the list is within this number of pixels. */
const nearEnd = 120;

/** The distance in pixels above the line that marks new messages. */
const marginAbove = 8;

let shown = '';
let newest = 0;
let firstNewId = 0;
let isPinned = true;
let actions = {};

export function setUpConversation({ edit, reply, showEarlier }) {
    actions = { edit, reply, forward: chooseWhereTo, react, remove, showEarlier };
    onChange(['people', 'dialog', 'messages', 'clock'], draw);
    byId('scroller').addEventListener('scroll', () => {
        isPinned = isNearEnd();
        byId('to-end').hidden ||= isPinned;
    });
    const watcher = new ResizeObserver(() => whenReleased(() => isPinned && scrollToEnd()));
    ['scroller', 'messages', 'typing'].forEach((id) => watcher.observe(byId(id)));
    byId('to-end').addEventListener('click', scrollToEnd);
    byId('messages').addEventListener('keydown', onKey);
    byId('messages').addEventListener('focusin', (event) => choose(event.target.closest('.message')));
    document.addEventListener('visibilitychange', markRead);
}

/** Shows the message that [context=dialog/message] refers to. */
export function showMessage(place) {
    const [dialogId, messageId] = place.split('/');
    if (dialogId && dialogId !== route.dialogId && /^(chat\d+|\d+)$/.test(dialogId)) {
        go({ dialogId, tab: 'chats' });
        return;
    }

    const target = elementOf(messageId);
    if (!target) {
        toast("This message isn't shown here.");
        return;
    }

    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
}

function react(message) {
    chooseReaction(message, elementOf(message.id).querySelector('.bubble'));
}

/** The chosen message has the focus, or had it last. In a narrow window, its tools are open. */
function choose(message) {
    setTabStop(message);
    whenReleased(() => {
        byId('messages').querySelectorAll('.message.chosen').forEach((other) => other.classList.toggle('chosen', other === message));
        message?.classList.add('chosen');
    });
}

function draw(names) {
    const key = `${route.userId} ${store.dialog.dialogId}`;
    if (key !== shown || names.includes('people')) {
        forgetDrawn();
    }

    const isOther = key !== shown;
    const last = Math.max(0, ...store.messages.keys());
    const arrived = isOther ? [] : shownMessages().filter((message) => message.id > newest && message.authorId !== route.userId);
    const hasWritten = last > newest && store.messages.get(last)?.authorId === route.userId;
    if (isOther) {
        firstNewId = firstUnreadId();
    } else if (hasWritten) {
        firstNewId = 0;
    } else if (!firstNewId && newest > 0 && (!isPinned || document.visibilityState !== 'visible')) {
        firstNewId = arrived[0]?.id ?? 0;
    }

    drawHead();
    drawMessages(actions, firstNewId);
    drawEarlier();
    showTyping();
    if (isOther) {
        scrollToNew();
    } else if (isPinned || hasWritten) {
        scrollToEnd();
    } else if (arrived.length > 0) {
        byId('to-end').hidden = false;
    }

    if (arrived.length > 0 && newest > 0) {
        announce(arrived.map(describe).join('. '));
    }

    shown = key;
    newest = last;
    markRead();
}

/** The first message that the person hasn't read. There is no line above the very first message. */
function firstUnreadId() {
    const { members = [], hasEarlier } = store.dialog;
    const lastRead = members.find(({ userId }) => userId === route.userId)?.lastReadMessageId;
    const messages = shownMessages();
    const at = messages.findIndex((message) => message.id > lastRead && message.authorId !== route.userId);
    return at > 0 || (at === 0 && hasEarlier) ? messages[at].id : 0;
}

function drawHead() {
    const { dialog } = store;
    const companion = dialog.dialogId.startsWith('chat') ? null : store.users.get(Number(dialog.dialogId));
    if (!dialog.dialogId) {
        fill(byId('conversation-bar'), element('h2', { id: 'conversation-title' }, 'Messages'));
        return;
    }

    const title = dialogTitle(dialog);
    const focused = document.activeElement?.dataset.key;
    fill(byId('conversation-bar'), element('div', { class: 'column conversation-head' },
        button({ class: 'icon-button back', 'aria-label': 'Back to the chats', 'data-key': 'back', click: () => go({ dialogId: '' }) }, icon('back')),
        avatar({ name: title, color: companion?.color ?? dialog.color, isBot: companion?.isBot }),
        element('div', { class: 'conversation-name' },
            element('h2', { id: 'conversation-title' }, element('bdi', {}, title)),
            element('p', { dir: 'auto' }, subtitle(dialog, companion))),
        dialog.exists && dialog.type !== 'private' && button({
            class: 'plain-button', 'data-key': 'members', click: openMembers,
        }, `Members (${dialog.members.length})`)));
    if (focused === 'members' || focused === 'back') {
        byId('conversation-bar').querySelector(`[data-key="${focused}"]`)?.focus();
    }
}

function subtitle(dialog, companion) {
    if (companion) {
        return companion.isBot ? `Chat bot \u00b7 ID ${companion.id} \u00b7 ${companion.botCode}` : companion.workPosition || `ID ${companion.id}`;
    }

    if (!dialog.exists) {
        return `${userName(route.userId)} is not a member of this chat`;
    }

    return dialog.description || `${dialog.dialogId} \u00b7 ${dialog.members.map((member) => userName(member.userId)).join(', ')}`;
}

function drawEarlier() {
    const scroller = byId('scroller');
    scroller.querySelector('.earlier')?.remove();
    if (store.dialog.hasEarlier) {
        scroller.prepend(button({ class: 'plain-button earlier', click: () => actions.showEarlier() }, 'Show earlier messages'));
    }
}

function markRead() {
    const entry = store.dialogs.find((dialog) => dialog.dialogId === route.dialogId);
    if (document.visibilityState === 'visible' && route.tab === 'chats' && store.dialog.dialogId === route.dialogId && entry?.unread > 0) {
        control.read(route.dialogId);
    }
}

function onKey(event) {
    const current = event.target.closest('.message');
    if (!current || event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }

    const messages = [...byId('messages').querySelectorAll('.message')];
    const to = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const message = store.messages.get(Number(current.dataset.id));
    const isWhole = message && !message.isSystem && !message.isDeleted;
    const isOwn = message?.authorId === route.userId && !message.isDeleted;
    if (to) {
        messages[messages.indexOf(current) + to]?.focus();
    } else if (event.key === 'Home' || event.key === 'End') {
        messages.at(event.key === 'Home' ? 0 : -1)?.focus();
    } else if (event.target !== current) {
        return;
    } else if (event.key === 'Delete' && isOwn) {
        actions.remove(message);
    } else if (event.code === 'KeyE' && isOwn) {
        actions.edit(message);
    } else if (isWhole && event.code === 'KeyR') {
        actions.react(message);
    } else if (isWhole && event.code === 'KeyQ') {
        actions.reply(message);
    } else if (isWhole && event.code === 'KeyF') {
        actions.forward(message);
    } else {
        return;
    }

    event.preventDefault();
}

function isNearEnd() {
    const scroller = byId('scroller');
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
}

/** Scrolls to the end, or to the beginning of the new messages if they don't all fit. */
function scrollToNew() {
    scrollToEnd();
    const line = byId('new-messages');
    const scroller = byId('scroller');
    const above = line ? line.getBoundingClientRect().top - scroller.getBoundingClientRect().top : 0;
    if (above < 0) {
        scroller.scrollTop += above - marginAbove;
        isPinned = isNearEnd();
        byId('to-end').hidden = isPinned;
    }
}

function scrollToEnd() {
    const scroller = byId('scroller');
    scroller.scrollTop = scroller.scrollHeight;
    isPinned = true;
    byId('to-end').hidden = true;
}
