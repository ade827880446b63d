// Selects the person that the user of the page acts as.

import { byId, element, fill } from './dom.js';
import { go, route } from './route.js';
import { onChange, store } from './store.js';

export function setUpWhoAmI() {
    const select = byId('whoami');
    select.addEventListener('change', () => go({ userId: Number(select.value), dialogId: route.dialogId.startsWith('chat') ? route.dialogId : '' }));
    onChange(['people'], () => {
        const people = [...store.users.values()].filter((user) => !user.isBot && user.isActive);
        fill(select, people.map((user) => element('option', { value: user.id, selected: user.id === route.userId }, user.name)));
        if (people.length > 0 && !people.some((user) => user.id === route.userId)) {
            go({ userId: people[0].id }, { replace: true });
        }
    });
}

export function showWhoAmI() {
    byId('whoami').value = String(route.userId);
}
