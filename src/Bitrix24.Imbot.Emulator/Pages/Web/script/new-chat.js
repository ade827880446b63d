// Creates a group chat.

import { control } from './control.js';
import { element } from './dom.js';
import { openPanel } from './panel.js';
import { go, route } from './route.js';
import { store } from './store.js';

export function openNewChat() {
    const panel = openPanel('New group chat', 'new-chat-panel');
    const others = [...store.users.values()].filter((user) => user.isActive && user.id !== route.userId);
    panel.body.append(element('form', {
        submit: async (event) => {
            event.preventDefault();
            const fields = new FormData(event.target);
            const userIds = [route.userId, ...fields.getAll('userId').map(Number)];
            const made = await control.addChat(String(fields.get('title')).trim(), userIds);
            if (made) {
                panel.close();
                go({ dialogId: made.dialogId, tab: 'chats' });
            }
        },
    },
    element('label', { class: 'field' }, element('span', {}, 'Title'), element('input', { name: 'title', required: true, maxlength: 255, dir: 'auto', autocomplete: 'off' })),
    element('fieldset', {}, element('legend', {}, 'Members'),
        others.map((user) => element('label', { class: 'choice' },
            element('input', { type: 'checkbox', name: 'userId', value: user.id }), ' ', element('bdi', {}, user.name),
            user.isBot && element('span', { class: 'bot-mark' }, 'bot')))),
    element('button', { class: 'main-button' }, 'Create chat')));
    panel.body.querySelector('input').focus();
}
