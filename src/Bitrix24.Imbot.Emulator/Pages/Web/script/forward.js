// Chooses the chat that a message is forwarded to.

import { avatar } from './avatar.js';
import { control } from './control.js';
import { button, element } from './dom.js';
import { openPanel } from './panel.js';
import { route } from './route.js';
import { dialogTitle, store } from './store.js';
import { toast } from './toast.js';

export function chooseWhereTo(message) {
    const panel = openPanel('Forward to', 'forward-panel');
    panel.body.append(element('ul', { class: 'member-list' }, places().map(({ dialogId, title, color, isBot }) => element('li', {}, button({
        class: 'forward-place',
        click: async () => {
            panel.close();
            if (await control.forward(message.id, dialogId)) {
                toast(`Forwarded to ${title}.`);
            }
        },
    }, avatar({ name: title, color, isBot }), element('bdi', {}, title), isBot && element('span', { class: 'bot-mark' }, 'bot'))))));
    panel.body.querySelector('button')?.focus();
}

/** The person's dialogs, then all other people. */
function places() {
    const own = store.dialogs.filter((dialog) => dialog.isMember).map((dialog) => {
        const companion = store.users.get(Number(dialog.dialogId));
        return { dialogId: dialog.dialogId, title: dialogTitle(dialog), color: companion?.color ?? dialog.color, isBot: companion?.isBot };
    });
    const others = [...store.users.values()]
        .filter((user) => user.isActive && !user.isHidden && user.id !== route.userId && !own.some(({ dialogId }) => dialogId === String(user.id)))
        .map((user) => ({ dialogId: String(user.id), title: user.name, color: user.color, isBot: user.isBot }));
    return [...own, ...others];
}
