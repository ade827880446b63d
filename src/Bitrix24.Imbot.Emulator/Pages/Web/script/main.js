// Sets up the page.

import { edit, focusField, put, reply, send, setUpComposer } from './composer.js';
import { setUpConversation, showMessage } from './conversation.js';
import { draw as drawDialogs, setUpDialogs } from './dialogs.js';
import { byId } from './dom.js';
import { subscribe } from './live.js';
import { act } from './message-actions.js';
import { setUpRemoval } from './removal.js';
import { setUpRequests } from './requests.js';
import { followHistory, go, onRoute, readRoute, route } from './route.js';
import { setUpShortcuts } from './shortcuts.js';
import { setUpTabs } from './tabs.js';
import { setUpTheme } from './theme.js';
import { setUpWelcome } from './welcome.js';
import { setUpWhoAmI, showWhoAmI } from './whoami.js';

const step = 100;

let count = step;
let shownDialog = '';

Object.assign(act, {
    openDialog: (dialogId) => /^(chat\d+|\d+)$/.test(dialogId) && go({ dialogId, tab: 'chats' }),
    put,
    send,
    showMessage,
});

readRoute();
followHistory();
setUpTheme(byId('theme-button'));
setUpTabs();
setUpWhoAmI();
setUpWelcome();
setUpDialogs();
setUpConversation({
    edit,
    reply,
    showEarlier: () => {
        count += step * 5;
        watch();
    },
});
setUpComposer();
setUpRemoval();
setUpRequests();
setUpShortcuts();
onRoute(follow);
follow();

function follow() {
    const dialog = `${route.userId} ${route.dialogId}`;
    const isOther = dialog !== shownDialog;
    if (isOther) {
        count = step;
        shownDialog = dialog;
    }

    byId('panel-chats').classList.toggle('in-dialog', Boolean(route.dialogId));
    showWhoAmI();
    drawDialogs();
    watch();
    if (isOther && route.dialogId && route.tab === 'chats') {
        focusField();
    }
}

function watch() {
    subscribe(
        { userId: route.userId, dialogId: route.dialogId, count, requests: route.tab === 'requests' },
        (isConnected) => { byId('connection').hidden = isConnected; });
}
