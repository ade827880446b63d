// The list of chats, newest first, then the people and bots to write to, then the open chats to join.

import { avatar } from './avatar.js';
import { plainText } from './bbcode/render.js';
import { control } from './control.js';
import { button, byId, element, fill } from './dom.js';
import { icon } from './icons.js';
import { openNewChat } from './new-chat.js';
import { go, route } from './route.js';
import { dialogTitle, onChange, portalNow, store, userName } from './store.js';
import { briefTime } from './time.js';

export function setUpDialogs() {
    onChange(['people', 'dialogs'], draw);
    byId('dialog-search').addEventListener('input', draw);
    byId('dialog-list').addEventListener('keydown', onKey);
    byId('dialog-search').addEventListener('keydown', (event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            const first = entries()[0];
            event.key === 'Enter' ? first?.click() : first?.focus();
        }
    });
    byId('new-chat').append(icon('plus'));
    byId('new-chat').addEventListener('click', openNewChat);
}

export function draw() {
    const focused = document.activeElement?.closest('.dialog')?.dataset.dialog;
    const wanted = byId('dialog-search').value.trim().toLocaleLowerCase();
    const isWanted = (title) => title.toLocaleLowerCase().includes(wanted);
    const own = store.dialogs.filter((dialog) => dialog.isMember).sort((one, other) => (other.last?.id ?? 0) - (one.last?.id ?? 0));
    const open = store.dialogs.filter((dialog) => !dialog.isMember);
    const known = new Set(own.map((dialog) => dialog.dialogId));
    const people = [...store.users.values()].filter((user) => user.isActive && !user.isHidden && user.id !== route.userId && !known.has(String(user.id)));
    fill(byId('dialog-list'),
        group('Chats', own.filter((dialog) => isWanted(dialogTitle(dialog))).map(dialogEntry)),
        group('Start a chat', people.filter((user) => isWanted(user.name)).map(personEntry)),
        group('Open chats', open.filter((dialog) => isWanted(dialogTitle(dialog))).map(openEntry)));
    if (wanted && entries().length === 0) {
        byId('dialog-list').append(element('p', { class: 'no-matches', role: 'status' }, 'No matches for ', element('bdi', {}, byId('dialog-search').value.trim())));
    }

    const stop = entries().find((entry) => entry.dataset.dialog === (focused ?? route.dialogId)) ?? entries()[0];
    stop?.setAttribute('tabindex', '0');
    if (focused && stop) {
        stop.focus({ preventScroll: true });
    }

    const unread = own.reduce((sum, dialog) => sum + dialog.unread, 0);
    document.title = unread > 0 ? `(${unread}) Portal emulator` : 'Portal emulator';
}

/** Opens the dialog at a number of places after the open one. */
export function openNeighbour(step) {
    const all = entries();
    const at = all.findIndex((entry) => entry.dataset.dialog === route.dialogId);
    all[(Math.max(at, step > 0 ? -1 : 0) + step + all.length) % all.length]?.click();
}

function group(title, found) {
    return found.length === 0 ? null : element('section', { 'aria-label': title }, element('h2', {}, title), found);
}

function dialogEntry(dialog) {
    const companion = store.users.get(Number(dialog.dialogId));
    const title = dialogTitle(dialog);
    return entry(dialog.dialogId, {
        title,
        picture: avatar({ name: title, color: companion?.color ?? dialog.color, isBot: companion?.isBot }),
        isBot: companion?.isBot,
        detail: dialog.last ? lastText(dialog) : 'No messages yet',
        time: dialog.last && briefTime(dialog.last.date, portalNow()),
        unread: dialog.unread,
    });
}

function personEntry(user) {
    return entry(String(user.id), {
        title: user.name,
        picture: avatar(user),
        isBot: user.isBot,
        detail: user.isBot ? `Chat bot \u00b7 ${user.botCode}` : user.workPosition,
    });
}

function openEntry(dialog) {
    const made = entry(dialog.dialogId, {
        title: dialogTitle(dialog), picture: avatar({ name: dialogTitle(dialog), color: dialog.color }), detail: `Join (${dialog.memberCount} members)`,
    });
    made.addEventListener('click', () => control.addMember(dialog.dialogId, route.userId));
    return made;
}

function entry(dialogId, { title, picture, isBot, detail, time, unread }) {
    return button({
        class: 'dialog',
        tabindex: '-1',
        'data-dialog': dialogId,
        'aria-current': dialogId === route.dialogId ? 'true' : null,
        click: () => go({ dialogId, tab: 'chats' }),
    },
    picture,
    element('span', { class: 'dialog-text' },
        element('span', { class: 'dialog-title' }, element('bdi', {}, title), isBot && element('span', { class: 'bot-mark' }, 'bot')),
        element('span', { class: 'dialog-detail', dir: 'auto' }, detail)),
    element('span', { class: 'dialog-side' },
        time && element('time', {}, time),
        unread > 0 && element('span', { class: 'badge', 'aria-label': `${unread} unread` }, unread > 99 ? '99+' : String(unread))));
}

function lastText({ last, type }) {
    const text = plainText(last.text) || (last.hasFile ? 'File' : last.hasAttachment ? 'Attachment' : '');
    if (last.authorId === route.userId) {
        return `You: ${text}`;
    }

    return type === 'private' || last.authorId === 0 ? text : `${userName(last.authorId)}: ${text}`;
}

function entries() {
    return [...byId('dialog-list').querySelectorAll('.dialog')];
}

function onKey(event) {
    const all = entries();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) {
        return;
    }

    event.preventDefault();
    if (to < 0) {
        byId('dialog-search').focus();
    } else if (all[to]) {
        all[at].setAttribute('tabindex', '-1');
        all[to].setAttribute('tabindex', '0');
        all[to].focus();
    }
}
