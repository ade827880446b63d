// The person, the open dialog and the tab. They are in the fragment of the address, so that reload, Back, and links work.

export const route = { userId: 0, dialogId: '', tab: 'chats' };

const listeners = [];

export function onRoute(listener) {
    listeners.push(listener);
}

export function readRoute() {
    const fields = new URLSearchParams(location.hash.slice(1));
    const userId = Number(fields.get('user'));
    route.userId = Number.isInteger(userId) && userId > 0 ? userId : 17;
    route.dialogId = /^(chat\d+|\d+)$/.test(fields.get('dialog') ?? '') ? fields.get('dialog') : '';
    route.tab = fields.get('tab') === 'requests' ? 'requests' : 'chats';
}

/** Changes parts of the route. Adds a step to the browser's history unless "replace" is set. */
export function go(change, { replace = false } = {}) {
    Object.assign(route, change);
    const fields = new URLSearchParams({ user: route.userId });
    if (route.dialogId) {
        fields.set('dialog', route.dialogId);
    }

    if (route.tab !== 'chats') {
        fields.set('tab', route.tab);
    }

    const address = `${location.pathname}${location.search}#${fields}`;
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
    tell();
}

export function followHistory() {
    addEventListener('popstate', () => {
        readRoute();
        tell();
    });
}

function tell() {
    listeners.forEach((listener) => listener(route));
}
