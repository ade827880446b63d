// The emulator's account of what happens, without reload.

import { whenReleased } from './press.js';
import { apply, forgetEverything } from './store.js';

let source = null;
let subscribed = '';

/** Asks for what is to be shown; told anew only when that is something else than before. */
export function subscribe({ userId, dialogId, count, requests }, onConnection) {
    const query = String(new URLSearchParams({ userId, dialogId, count, requests: requests ? '1' : '0' }));
    if (query === subscribed) {
        return;
    }

    source?.close();
    subscribed = query;
    source = new EventSource(`page/live?${query}`);
    listen(source, 'start', () => {
        forgetEverything();
        onConnection(true);
    });
    listen(source, 'change', (event) => apply(JSON.parse(event.data)));
    listen(source, 'error', () => onConnection(false));
}

function listen(from, name, listener) {
    from.addEventListener(name, (event) => whenReleased(() => {
        // By then something else may be shown.
        if (from === source) {
            listener(event);
        }
    }));
}
