// The members of the open chat.

import { avatar } from './avatar.js';
import { control } from './control.js';
import { button, element, fill } from './dom.js';
import { openPanel } from './panel.js';
import { route } from './route.js';
import { onChange, store } from './store.js';

let redraw = () => {};

onChange(['dialog', 'people'], () => redraw());

export function openMembers() {
    const panel = openPanel('Members', 'members-panel');
    const list = element('ul', { class: 'member-list' });
    const add = element('form', { class: 'member-add', submit: addChosen });
    panel.body.append(list, add);
    redraw = () => panel.body.isConnected && draw(list, add);
    redraw();
    panel.body.querySelector('select, button')?.focus();
}

function draw(list, add) {
    const { dialog } = store;
    const focused = document.activeElement?.dataset.key;
    const members = (dialog.members ?? []).map((member) => ({ ...member, user: store.users.get(member.userId) })).filter(({ user }) => user);
    fill(list, members.map((member) => row(dialog, member)));
    const others = [...store.users.values()].filter((user) => user.isActive && !members.some(({ userId }) => userId === user.id));
    fill(add, others.length === 0 ? element('p', {}, 'All people and bots are members.') : [
        element('label', {}, element('span', {}, 'Add'), ' ', element('select', { name: 'userId', 'data-key': 'add' },
            others.map((user) => element('option', { value: user.id }, `${user.name} (${user.isBot ? 'bot ' : ''}${user.id})`)))),
        element('button', { class: 'main-button', 'data-key': 'add-button' }, 'Add'),
    ]);
    if (focused) {
        (list.parentElement.querySelector(`[data-key="${CSS.escape(focused)}"]`) ?? add.querySelector('select') ?? list.querySelector('button'))?.focus();
    }
}

function row(dialog, { userId, isManager, user }) {
    const role = dialog.ownerId === userId ? 'owner' : isManager ? 'manager' : '';
    return element('li', {},
        avatar(user),
        element('span', { class: 'member-name' },
            element('bdi', {}, user.name),
            element('small', {}, [user.isBot && 'bot', role, `ID ${userId}`].filter(Boolean).join(' \u00b7 '))),
        button({
            class: 'plain-button', 'data-key': `remove-${userId}`, 'aria-label': userId === route.userId ? 'Leave the chat' : `Remove ${user.name}`,
            click: () => control.removeMember(dialog.dialogId, userId),
        }, userId === route.userId ? 'Leave' : 'Remove'));
}

function addChosen(event) {
    event.preventDefault();
    control.addMember(store.dialog.dialogId, Number(new FormData(event.target).get('userId')));
}
