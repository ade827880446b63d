// Updates the page without a reload.

import { whenReleased } from './press.js';
import { apply, forgetEverything } from './store.js';

let source = null;
let subscribed = '';

/** Subscribes to what the page shows. Nothing happens if that is the same as before. */
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
        // The page may show something else by then.
        if (from === source) {
            listener(event);
        }
    }));
}
