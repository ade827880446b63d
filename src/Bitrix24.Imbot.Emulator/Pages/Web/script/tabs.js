// The two tabs.

import { byId } from './dom.js';
import { go, onRoute, route } from './route.js';

const names = ['chats', 'requests'];

export function setUpTabs() {
    for (const name of names) {
        byId(`tab-${name}`).addEventListener('click', () => go({ tab: name }));
        byId(`tab-${name}`).addEventListener('keydown', (event) => {
            if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
                const other = names[1 - names.indexOf(name)];
                go({ tab: other });
                byId(`tab-${other}`).focus();
            }
        });
    }

    onRoute(show);
    show();
}

function show() {
    for (const name of names) {
        const isShown = route.tab === name;
        byId(`tab-${name}`).setAttribute('aria-selected', String(isShown));
        byId(`tab-${name}`).setAttribute('tabindex', isShown ? '0' : '-1');
        byId(`panel-${name}`).hidden = !isShown;
    }
}
